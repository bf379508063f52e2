//! The program on the screen: state, actions, keys, panes, theme, strings.

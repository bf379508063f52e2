use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn moment(interval: Interval, planned: bool) -> Moment {
    Moment { kind: EventKind::Attack, planned, interval, events: 2 }
}

#[test]
fn uncertain_dates_are_stretches_and_counted_at_their_end() {
    let moments = [
        moment(Interval::day(date(2021, 1, 1)), false),
        moment(Interval::until(date(2021, 1, 6)), true),
        moment(Interval::day(date(2021, 1, 10)), false),
    ];
    let axis = Axis::new(&moments, 0, None, 10, true).unwrap();
    let lane = axis.lane(&moments, EventKind::Attack);
    assert_eq!(lane.iter().map(|c| c.past).collect::<Vec<_>>(), [2, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    assert_eq!(lane.iter().map(|c| c.planned).sum::<usize>(), 2);
    assert_eq!(lane[5].planned, 2);
    assert_eq!(lane.iter().filter(|c| c.perhaps).count(), 4);
    assert!(axis.lane(&moments, EventKind::Statement).iter().all(|c| *c == Column::default()));
}

#[test]
fn zooming_halves_around_the_cursor() {
    let moments =
        [moment(Interval::day(date(2014, 1, 1)), false), moment(Interval::day(date(2024, 12, 31)), false)];
    let all = Axis::new(&moments, 0, None, 100, false).unwrap();
    let cursor = date(2021, 7, 26);
    let near = Axis::new(&moments, 5, Some(cursor), 100, false).unwrap();
    assert_eq!(near.days, all.days >> 5);
    assert!(near.column(cursor).is_some_and(|c| (45..55).contains(&c)));
    assert_eq!(near.column(date(2014, 1, 1)), None);
    assert_eq!(all.labels().first().map(|l| l.1.as_str()), Some("2014"));
    assert!(near.labels().iter().all(|(_, l)| l.starts_with("2021-")));
    assert_eq!(Axis::new(&[], 0, None, 100, true), None);
}

#[test]
fn empty_years_are_folded_and_named() {
    let year = Interval::between(date(2003, 1, 1), date(2003, 12, 31));
    let moments = [
        moment(year, false),
        moment(Interval::day(date(2021, 7, 1)), false),
        moment(Interval::day(date(2021, 7, 31)), false),
        moment(Interval::day(date(2021, 8, 31)), true),
    ];
    let axis = Axis::new(&moments, 0, None, 80, true).unwrap();
    // The last 32 days of 2003, and the summer: two folds, one of them inside the uncertain date.
    assert_eq!(axis.folds().count(), 2);
    assert!(axis.days < 120, "{} days", axis.days);
    let column = |y, m, d| axis.column(date(y, m, d)).unwrap();
    assert_eq!(column(2003, 1, 1), 0);
    assert!(column(2003, 12, 31) < column(2010, 1, 1));
    assert_eq!(column(2005, 1, 1), column(2019, 1, 1));
    assert!(column(2021, 7, 31) - column(2021, 7, 1) > 15);
    assert_eq!(axis.column(date(2021, 9, 30)), None);
    let labels: Vec<_> = axis.labels().into_iter().map(|(_, label)| label).collect();
    assert!(labels.contains(&"2003-11".to_owned()) && labels.contains(&"2021-07".to_owned()), "{labels:?}");
    let lane = axis.lane(&moments, EventKind::Attack);
    assert_eq!(lane.iter().map(|c| c.past + c.planned).sum::<usize>(), 8);
    assert_eq!(Axis::new(&moments, 0, None, 80, false).unwrap().folds().count(), 0);
}

/// However short a stretch between folds is, and where it ends the axis: its year is said where columns are free.
#[test]
fn each_stretch_between_folds_is_labelled() {
    let days = [date(2003, 4, 9), date(2014, 6, 10), date(2019, 12, 27), date(2021, 11, 5), date(2024, 1, 4)];
    let moments: Vec<Moment> = days.iter().map(|&day| moment(Interval::day(day), false)).collect();
    for columns in [40, 60, 96] {
        let axis = Axis::new(&moments, 0, None, columns, true).unwrap();
        let labels = axis.labels();
        for day in days {
            let year = day.year().to_string();
            assert!(labels.iter().any(|(_, label)| label.starts_with(&year)), "{columns} {year} {labels:?}");
        }
        assert!(labels.windows(2).all(|two| two[0].0 + two[0].1.len() < two[1].0), "{labels:?}");
        assert!(labels.iter().all(|(column, label)| column + label.len() <= columns), "{labels:?}");
    }
}

#[test]
fn the_ends_of_the_calendar_do_no_harm() {
    let moments = [
        moment(Interval::day(date(-7283, 1, 1)), false),
        moment(Interval::between(date(6042, 3, 1), date(6050, 3, 31)), false),
    ];
    for folded in [false, true] {
        let axis = Axis::new(&moments, 0, None, 0, folded).unwrap();
        assert_eq!(axis.lane(&moments, EventKind::Attack).iter().map(|c| c.past).sum::<usize>(), 4);
    }
}

proptest! {
    #[test]
    fn no_interval_and_no_size_does_harm(
        days in proptest::collection::vec((-9999i16..=9999, 1i8..=12, 0i64..4000), 0..20),
        zoom in 0u32..40, columns in 0usize..300, folded in proptest::bool::ANY,
    ) {
        let moments: Vec<Moment> = days.iter().map(|&(y, m, d)| {
            let first = date(y, m, 1);
            moment(Interval::between(first, later(first, d)), false)
        }).collect();
        let cursor = moments.first().and_then(|m| m.interval.earliest);
        if let Some(axis) = Axis::new(&moments, zoom, cursor, columns, folded) {
            let lane = axis.lane(&moments, EventKind::Attack);
            prop_assert_eq!(lane.len(), columns.max(1));
            if zoom == 0 {
                prop_assert_eq!(lane.iter().map(|c| c.past).sum::<usize>(), moments.len() * 2);
            }
            prop_assert!(cursor.is_none_or(|c| axis.column(c).is_some()));
            prop_assert!(axis.labels().len() <= columns.max(1) + 1);
        }
    }
}

/// Whatever changes, what is kept is what would be made anew.
#[test]
fn the_axis_that_is_kept_is_the_one_that_would_be_made() {
    let days = |days: &[i8]| -> Moments {
        let day = |&day: &i8| moment(Interval::day(date(2021, 7, day)), day % 2 == 0);
        days.iter().map(day).collect()
    };
    let (few, many, none) = (days(&[3, 4, 9]), days(&[1, 2, 3, 20, 21, 30]), days(&[]));
    let first = Lanes {
        moments: [few.clone(), none.clone()],
        zoom: 0,
        day: None,
        columns: 30,
        folded: true,
        two: false,
    };
    let mut kept = Kept::default();
    for of in [
        first.clone(),
        Lanes { day: Some(date(2021, 7, 4)), ..first.clone() },
        Lanes { moments: [many.clone(), none.clone()], ..first.clone() },
        Lanes { moments: [few, many.clone()], two: true, ..first.clone() },
        Lanes {
            moments: [many.clone(), none.clone()],
            zoom: 1,
            day: Some(date(2021, 7, 4)),
            ..first.clone()
        },
        Lanes {
            moments: [many.clone(), none.clone()],
            zoom: 1,
            day: Some(date(2021, 7, 30)),
            ..first.clone()
        },
        Lanes { moments: [many, none.clone()], columns: 7, folded: false, ..first.clone() },
        Lanes { moments: [none.clone(), none], ..first },
    ] {
        kept.prepare(of.clone());
        let all: Vec<Moment> = of.moments.iter().flat_map(|m| m.iter().copied()).collect();
        let axis = Axis::new(&all, of.zoom, of.day, usize::from(of.columns), of.folded);
        let Some(made) = kept.made() else {
            assert_eq!(axis, None);
            continue;
        };
        // Where all of it is shown, it does not matter which day is in the middle.
        assert_eq!(Some(&made.axis), axis.as_ref());
        for (side, kind, lane) in &made.lanes {
            assert_eq!(*lane, made.axis.lane(&of.moments[*side], *kind));
        }
        assert_eq!(made.lanes.len(), if of.two { 6 } else { 3 });
    }
}

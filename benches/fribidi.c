/* libfribidi on a file: bidi and Arabic joining of each line, no wrapping. Prints megabytes of UTF-8 a second,
   the best of five runs. Compiled by benches/layout.rs. */

#include <fribidi/fribidi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file)
        return 1;
    fseek(file, 0, SEEK_END);
    size_t size = ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    FriBidiChar *line = malloc((size + 1) * sizeof *line);
    FriBidiCharType *types = malloc((size + 1) * sizeof *types);
    FriBidiBracketType *brackets = malloc((size + 1) * sizeof *brackets);
    FriBidiLevel *levels = malloc(size + 1);
    FriBidiArabicProp *joining = malloc(size + 1);
    if (fread(text, 1, size, file) != size)
        return 1;
    double best = 1e9;
    for (int run = 0; run < 5; run++) {
        double start = now();
        for (size_t at = 0; at < size;) {
            char *end = memchr(text + at, '\n', size - at);
            size_t length = end ? (size_t)(end - text) - at : size - at;
            FriBidiStrIndex n = fribidi_charset_to_unicode(FRIBIDI_CHAR_SET_UTF8, text + at, length, line);
            FriBidiParType base = FRIBIDI_PAR_WRTL;
            fribidi_get_bidi_types(line, n, types);
            fribidi_get_bracket_types(line, n, types, brackets);
            fribidi_get_par_embedding_levels_ex(types, brackets, n, &base, levels);
            fribidi_get_joining_types(line, n, joining);
            fribidi_join_arabic(types, n, levels, joining);
            fribidi_shape(FRIBIDI_FLAGS_DEFAULT | FRIBIDI_FLAGS_ARABIC, levels, n, joining, line);
            fribidi_reorder_line(FRIBIDI_FLAGS_DEFAULT, types, n, 0, base, levels, line, NULL);
            at += length + 1;
        }
        double took = now() - start;
        if (took < best)
            best = took;
    }
    printf("%.1f\n", size / 1e6 / best);
    return 0;
}

/* libical as a contender: parse the file, ask each event for its instances in the range. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static time_t from, to;
static long occurrences;

/* The members of a series that overrides stand for, by UID and time. */
struct moved {
    const char *uid;
    time_t time;
};
static struct moved *moved;
static size_t moved_count;

static int compare_moved(const void *a, const void *b)
{
    const struct moved *one = a, *other = b;
    int order = strcmp(one->uid, other->uid);
    return order != 0 ? order : (one->time > other->time) - (one->time < other->time);
}

/* Days begin at midnight of the process's zone; the library takes UTC's. */
static time_t local_midnight(time_t utc_midnight)
{
    struct tm day;
    gmtime_r(&utc_midnight, &day);
    day.tm_isdst = -1;
    return mktime(&day);
}

static void count_span(icalcomponent *event, struct icaltime_span *span, void *unused)
{
    (void)unused;
    if (icalcomponent_get_dtstart(event).is_date) {
        span->start = local_midnight(span->start);
        span->end = local_midnight(span->end);
    }
    if (!(span->start < to && (span->end > from || (span->end == span->start && span->start >= from))))
        return;
    if (icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) == NULL) {
        struct moved key = {icalcomponent_get_uid(event), span->start};
        if (bsearch(&key, moved, moved_count, sizeof key, compare_moved) != NULL)
            return;
    }
    occurrences += 1;
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        return NULL;
    long size = ftell(file);
    char *text = malloc((size_t)size + 1);
    rewind(file);
    if (text == NULL || fread(text, 1, (size_t)size, file) != (size_t)size)
        return NULL;
    text[size] = '\0';
    fclose(file);
    return text;
}

static time_t instant(struct icaltimetype time)
{
    return icaltime_as_timet_with_zone(time, icaltime_get_timezone(time));
}

/* Calls `use` for each event of each calendar: several calendars in a file come under one root. */
static void each_event(icalcomponent *root, void (*use)(icalcomponent *))
{
    int single = icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT;
    icalcomponent *calendar =
        single ? root : icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT);
    while (calendar != NULL) {
        icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
        for (; event != NULL;
             event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
            use(event);
        calendar =
            single ? NULL : icalcomponent_get_next_component(root, ICAL_VCALENDAR_COMPONENT);
    }
}

static void note_moved(icalcomponent *event)
{
    icalproperty *line = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
    if (line == NULL)
        return;
    struct icaltimetype id = icalproperty_get_datetime_with_component(line, event);
    moved = realloc(moved, (moved_count + 1) * sizeof *moved);
    moved[moved_count].uid = icalcomponent_get_uid(event);
    moved[moved_count].time = instant(id);
    moved_count += 1;
}

static void expand(icalcomponent *event)
{
    /* A day more on both sides: the library compares all-day events in a zone of its own. */
    icalcomponent_foreach_recurrence(event, icaltime_from_timet_with_zone(from - 86400, 0, NULL),
                                     icaltime_from_timet_with_zone(to + 86400, 0, NULL),
                                     count_span, NULL);
}

static long peak_memory(void)
{
    char line[256];
    long peak = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (sscanf(line, "VmHWM: %ld kB", &peak) == 1)
            break;
    return peak;
}

int main(int count, char **arguments)
{
    if (count < 4)
        return 64;
    char *text = read_file(arguments[1]);
    if (text == NULL)
        return 66;
    from = (time_t)(atoll(arguments[2]) / 1000);
    to = (time_t)(atoll(arguments[3]) / 1000);
    icalcomponent *root = icalparser_parse_string(text);
    if (root == NULL)
        return 65;
    each_event(root, note_moved);
    if (moved_count > 0)
        qsort(moved, moved_count, sizeof *moved, compare_moved);
    each_event(root, expand);
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("{\"occurrences\":%ld,\"user\":%.3f,\"system\":%.3f,\"peak\":%ld}\n", occurrences,
           (double)used.ru_utime.tv_sec * 1e3 + (double)used.ru_utime.tv_usec / 1e3,
           (double)used.ru_stime.tv_sec * 1e3 + (double)used.ru_stime.tv_usec / 1e3, peak_memory());
    return 0;
}

/* pan counts in clock ticks of 10 ms; small models end in less than one. */
#include <time.h>

static struct timespec fine_start;

static inline void fine_begin(void) { clock_gettime(CLOCK_MONOTONIC, &fine_start); }

static inline double fine_elapsed(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - fine_start.tv_sec)
		+ (double)(now.tv_nsec - fine_start.tv_nsec) / 1e9;
}

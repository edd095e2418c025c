/* As much of Wine's test library as its tests are compiled against, written for :skeleton_test from how that
   library is used: ok(CONDITION, FORMAT, ...), skip(FORMAT, ...), todo_wine before a statement, and
   START_TEST(NAME) for main. */
#ifndef ETALON_CONFORMANCE_NEXT_WINE_TEST_H_
#define ETALON_CONFORMANCE_NEXT_WINE_TEST_H_

#define START_TEST(name) void func_##name(void)

void ok(int condition, const char *format, ...) __attribute__((format(printf, 2, 3)));
void skip(const char *format, ...) __attribute__((format(printf, 1, 2)));

extern int todo_level;
#define todo_wine for (todo_level = 1; todo_level; todo_level = 0)

#endif

// One of the simulator's mutants at a time, chosen at run time. Part of the mutants build only: its
// sources are rewritten by mutate.py, so that every place that can be changed asks whether it is.
#ifndef ETALON_SIM_MUTANTS_MUTANT_H_
#define ETALON_SIM_MUTANTS_MUTANT_H_

#include <cstdint>
#include <type_traits>

namespace etalon::sim::mutants {

constexpr uint32_t kNumbers = 1u << 18;  // mutants have numbers below this; 0 is none

// What `reached` notes of a mutant.
constexpr uint8_t kAsked = 1;     // its place was come by, but the change gave the same value
constexpr uint8_t kMattered = 2;  // the change would have made, or made, a difference there
constexpr uint8_t kBoth = 4;      // the check that was put off and the one behind it both refused

// Static, although the simulator has no globals: a place in an expression has no Machine at hand,
// and a process that proves one mutant has no use for Machines that differ.
inline uint32_t active = 0;
inline uint8_t reached[kNumbers] = {};

// Whether this is the mutant that runs; notes that it would make a difference. Never while
// compiling.
constexpr bool Is(uint32_t number) {
  if (std::is_constant_evaluated()) return false;
  reached[number] |= kMattered;
  return active == number;
}

// What the place gives. A test under which the two were always the same cannot tell them apart.
template <typename T>
constexpr T Choose(uint32_t number, T right, T wrong) {
  if (right != wrong) return Is(number) ? wrong : right;
  if (!std::is_constant_evaluated()) reached[number] |= kAsked;
  return right;
}

// Nobody minds when a wrong sum overflows.
#define ETALON_MUTANT __attribute__((no_sanitize("undefined"))) constexpr

// clang-format off
template <typename A, typename B>
ETALON_MUTANT auto Less(uint32_t n, A a, B b) { return Choose(n, a < b, a <= b); }
template <typename A, typename B>
ETALON_MUTANT auto LessOrEqual(uint32_t n, A a, B b) { return Choose(n, a <= b, a < b); }
template <typename A, typename B>
ETALON_MUTANT auto Greater(uint32_t n, A a, B b) { return Choose(n, a > b, a >= b); }
template <typename A, typename B>
ETALON_MUTANT auto GreaterOrEqual(uint32_t n, A a, B b) { return Choose(n, a >= b, a > b); }

template <typename A, typename B>
ETALON_MUTANT auto Plus(uint32_t n, A a, B b) { return Choose<decltype(a + b)>(n, a + b, a - b); }
template <typename A, typename B>
ETALON_MUTANT auto Minus(uint32_t n, A a, B b) { return Choose<decltype(a - b)>(n, a - b, a + b); }
template <typename A, typename B>
ETALON_MUTANT auto Times(uint32_t n, A a, B b) { return Choose<decltype(a * b)>(n, a * b, b == 0 ? a * b + 1 : a / b); }
template <typename A, typename B>
ETALON_MUTANT auto Over(uint32_t n, A a, B b) { return Choose<decltype(a / b)>(n, a / b, a * b); }
template <typename A, typename B>
ETALON_MUTANT auto Modulo(uint32_t n, A a, B b) { return Choose<decltype(a % b)>(n, a % b, a / b); }
template <typename A, typename B>
ETALON_MUTANT auto Left(uint32_t n, A a, B b) { return Choose<decltype(a << b)>(n, a << b, a >> b); }
template <typename A, typename B>
ETALON_MUTANT auto Right(uint32_t n, A a, B b) { return Choose<decltype(a >> b)>(n, a >> b, a << b); }
template <typename A, typename B>
ETALON_MUTANT auto And(uint32_t n, A a, B b) { return Choose<decltype(a & b)>(n, a & b, a | b); }
template <typename A, typename B>
ETALON_MUTANT auto Or(uint32_t n, A a, B b) { return Choose<decltype(a | b)>(n, a | b, a & b); }
template <typename A, typename B>
ETALON_MUTANT auto ExclusiveOr(uint32_t n, A a, B b) { return Choose<decltype(a ^ b)>(n, a ^ b, a & b); }
template <typename A>
ETALON_MUTANT auto Negative(uint32_t n, A a) { return Choose(n, -a, +a); }
template <typename A>
ETALON_MUTANT auto Complement(uint32_t n, A a) { return Choose(n, ~a, +a); }

template <typename A, typename B>
ETALON_MUTANT A& Add(uint32_t n, A& a, B b) { return a = Choose<A>(n, a + b, a - b); }
template <typename A, typename B>
ETALON_MUTANT A& Subtract(uint32_t n, A& a, B b) { return a = Choose<A>(n, a - b, a + b); }
template <typename A, typename B>
ETALON_MUTANT A& Include(uint32_t n, A& a, B b) { return a = Choose<A>(n, a | b, a & b); }
template <typename A, typename B>
ETALON_MUTANT A& Mask(uint32_t n, A& a, B b) { return a = Choose<A>(n, a & b, a | b); }
template <typename A, typename B>
ETALON_MUTANT A& Flip(uint32_t n, A& a, B b) { return a = Choose<A>(n, a ^ b, a | b); }
template <typename A, typename B>
ETALON_MUTANT A& ShiftLeft(uint32_t n, A& a, B b) { return a = Choose<A>(n, a << b, a >> b); }
template <typename A, typename B>
ETALON_MUTANT A& ShiftRight(uint32_t n, A& a, B b) { return a = Choose<A>(n, a >> b, a << b); }
template <typename A, typename B>
ETALON_MUTANT A& Multiply(uint32_t n, A& a, B b) { return a = Choose<A>(n, a * b, b == 0 ? A(a + 1) : a / b); }
template <typename A, typename B>
ETALON_MUTANT A& Divide(uint32_t n, A& a, B b) { return a = Choose<A>(n, a / b, a * b); }

template <typename A>
ETALON_MUTANT A& PreIncrement(uint32_t n, A& a) { return Is(n) ? --a : ++a; }
template <typename A>
ETALON_MUTANT A& PreDecrement(uint32_t n, A& a) { return Is(n) ? ++a : --a; }
template <typename A>
ETALON_MUTANT A PostIncrement(uint32_t n, A& a) { return Is(n) ? a-- : a++; }
template <typename A>
ETALON_MUTANT A PostDecrement(uint32_t n, A& a) { return Is(n) ? a++ : a--; }

template <typename A>
ETALON_MUTANT A Next(uint32_t n, A a) { return Is(n) ? static_cast<A>(a + 1) : a; }
template <typename A>
ETALON_MUTANT A NoBit(uint32_t n, A a) { return Choose<A>(n, a, a == A() ? A(1) : A()); }
template <typename A>
ETALON_MUTANT A Either(uint32_t n, A a, A other) { return Choose<A>(n, a, other); }
template <typename A>
ETALON_MUTANT A OrNothing(uint32_t n, A a) { return Choose<A>(n, a, A()); }
// clang-format on
#undef ETALON_MUTANT

// The code that a check that was put off would have answered; 0: it would have let the call pass.
inline uint32_t put_off = 0;

// A code that is not the clause's.
constexpr uint32_t OtherCode(uint32_t code) { return code == 87 ? 50 : 87; }

}  // namespace etalon::sim::mutants

#define MUTANT(number) ::etalon::sim::mutants::Is(number)

// FAIL_IF, whose mutants have the numbers from `number`: the check is not made; it answers another
// code; it is made after the check behind it. `before` is the third number of the check before it
// if that can be put off, or 0.
#define MUTANT_FAIL_IF(number, before, condition, clause)    \
  do {                                                       \
    MUTANT_CHECK(number, before, condition, clause)          \
    if (violated) {                                          \
      ::etalon::sim::NoteRefusal(::etalon::clauses::clause); \
      return code;                                           \
    }                                                        \
  } while (false)

// FAIL_WITH_LAST_ERROR_IF, likewise.
#define MUTANT_FAIL_WITH_LAST_ERROR_IF(number, before, condition, clause, failure) \
  do {                                                                             \
    MUTANT_CHECK(number, before, condition, clause)                                \
    if (violated) {                                                                \
      ::etalon::sim::NoteRefusal(::etalon::clauses::clause);                       \
      machine.caller().last_error = code;                                          \
      return failure;                                                              \
    }                                                                              \
  } while (false)

// Whether the call is refused, and the code. What is not violated is no mutant's business.
#define MUTANT_CHECK(number, before, condition, clause)                                     \
  bool violated = ::etalon::sim::Checks(::etalon::clauses::clause) && (condition);          \
  auto code = static_cast<uint32_t>(::etalon::clauses::clause.code);                        \
  if (violated && MUTANT(number)) violated = false;                                         \
  if (violated && MUTANT(number + 1)) code = ::etalon::sim::mutants::OtherCode(code);       \
  if (::etalon::sim::mutants::active == number + 2) ::etalon::sim::mutants::put_off = 0;    \
  if (violated && MUTANT(number + 2)) {                                                     \
    ::etalon::sim::mutants::put_off = code;                                                 \
    violated = false;                                                                       \
  }                                                                                         \
  if (before != 0 && ::etalon::sim::mutants::active == before &&                            \
      ::etalon::sim::mutants::put_off != 0) {                                               \
    if (violated) ::etalon::sim::mutants::reached[before] |= ::etalon::sim::mutants::kBoth; \
    if (!violated) code = ::etalon::sim::mutants::put_off;                                  \
    violated = true;                                                                        \
  }

#endif  // ETALON_SIM_MUTANTS_MUTANT_H_

#ifndef SCRUTINEER_TESTS_BENCH_LOAD_BENCH_H_
#define SCRUTINEER_TESTS_BENCH_LOAD_BENCH_H_

namespace scrutineer::bench {

// Prints how fast papers are stored and searches answered, each alone and both at once, by two
// processes on one corpus of generated pages. Throws where either is refused for the other's sake.
void BenchLoad();

}  // namespace scrutineer::bench

#endif  // SCRUTINEER_TESTS_BENCH_LOAD_BENCH_H_

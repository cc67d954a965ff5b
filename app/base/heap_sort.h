// Sorting in little code: a heap sort is a fifth of the bytes of std::sort's introsort, each of which the page waits for, and as good
// where a list is short or is sorted once a load. Equal elements stand in any order, as with std::sort.
#pragma once

#include <algorithm>
#include <functional>

namespace base {

template <class Iterator, class Less = std::less<>>
void heap_sort(Iterator begin, Iterator end, Less less = {}) {
    std::make_heap(begin, end, less);
    std::sort_heap(begin, end, less);
}

}  // namespace base

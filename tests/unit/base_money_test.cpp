#include "base/money.h"

#include <doctest/doctest.h>

#include <string>

using base::Money;
using base::parse_money;

TEST_CASE("a currency has its minor unit's digits") {
    CHECK(base::minor_digits("CNY") == 2);
    CHECK(base::minor_digits("EUR") == 2);
    CHECK(base::minor_digits("JPY") == 0);
    CHECK(base::minor_digits("KRW") == 0);
    CHECK(base::minor_digits("KWD") == 3);
    CHECK(base::minor_digits("CLF") == 4);
    CHECK(base::minor_digits("XXX") == 2);
    CHECK(base::minor_digits("jpy") == 2);
    CHECK(base::minor_digits("") == 2);
}

TEST_CASE("money is read in minor units") {
    CHECK(parse_money("12", 2) == Money{1200});
    CHECK(parse_money("-3.50", 2) == Money{-350});
    CHECK(parse_money("1e3", 2) == Money{100'000});
    CHECK(parse_money("1E+3", 0) == Money{1000});
    CHECK(parse_money("0", 2) == Money{0});
    CHECK(parse_money("-0", 2) == Money{0});
    CHECK(parse_money("-0.00", 2) == Money{0});
    CHECK(parse_money("1234.567", 3) == Money{1'234'567});
    CHECK(parse_money("12.3", 0) == Money{12});
    // 0.1 + 0.2 and 1.005 are where binary fractions go wrong.
    CHECK(parse_money("0.3", 2) == Money{30});
    CHECK(parse_money("1.005", 2) == Money{101});
    CHECK(parse_money("8.165", 2) == Money{817});
}

TEST_CASE("halves are rounded away from zero") {
    CHECK(parse_money("0.005", 2) == Money{1});
    CHECK(parse_money("-0.005", 2) == Money{-1});
    CHECK(parse_money("0.004999999999999999999999", 2) == Money{0});
    CHECK(parse_money("0.5", 0) == Money{1});
    CHECK(parse_money("0.05", 0) == Money{0});
    CHECK(parse_money("-2.5", 0) == Money{-3});
    CHECK(parse_money("9.995", 2) == Money{1000});
    CHECK(parse_money("5e-3", 2) == Money{1});
    CHECK(parse_money("4e-3", 2) == Money{0});
    CHECK(parse_money("5e-4", 2) == Money{0});
    CHECK(parse_money("12345e-5", 2) == Money{12});
}

TEST_CASE("what does not fit is refused") {
    CHECK(parse_money("92233720368547758.07", 2) == Money{9'223'372'036'854'775'807});
    CHECK(parse_money("-92233720368547758.07", 2) == Money{-9'223'372'036'854'775'807});
    CHECK(!parse_money("92233720368547758.08", 2));
    CHECK(!parse_money("92233720368547758.075", 2));
    CHECK(parse_money("92233720368547758.074", 2) == Money{9'223'372'036'854'775'807});
    CHECK(!parse_money("1e17", 2));
    CHECK(!parse_money("1e400", 2));
    CHECK(!parse_money("1e99999999999999999999", 2));
    CHECK(!parse_money("99999999999999999999", 0));
    CHECK(parse_money("0e99999999999999999999", 2) == Money{0});
    CHECK(parse_money("1e-99999999999999999999", 2) == Money{0});
    CHECK(parse_money("0." + std::string(300, '0') + "5e301", 2) == Money{500});
    CHECK(parse_money("5" + std::string(300, '0') + "e-300", 2) == Money{500});
}

TEST_CASE("what is not a number is refused") {
    for (const char* text : {"",   "-",  "+1",  "01",    "-01",  ".5",  "5.",       "1.e3",  "1e",  "1e+",
                             "1 ", " 1", "1,5", "1.2.3", "0x10", "NaN", "Infinity", "1e3.5", "--1", "12元"}) {
        CAPTURE(text);
        CHECK(!parse_money(text, 2));
    }
}

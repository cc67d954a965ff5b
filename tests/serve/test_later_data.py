"""Data that go from a module's first part into its later one."""

import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "cmake"))

import later_data  # noqa: E402

HEADER = b"\0asm\1\0\0\0"


def leb(value):
    out = bytearray()
    while True:
        out.append(value & 0x7F | (0x80 if value > 0x7F else 0))
        value >>= 7
        if not value:
            return bytes(out)


def section(kind, body):
    return bytes([kind]) + leb(len(body)) + body


def segment(place, data):
    # Places below 64 are one byte with a sign, too.
    return b"\0\x41" + bytes([place]) + b"\x0b" + leb(len(data)) + data


def module(*segments, count=False):
    data = section(11, leb(len(segments)) + b"".join(segments)) if segments else b""
    counted = section(12, leb(len(segments))) if count else b""
    return HEADER + section(1, b"\0") + counted + section(10, b"\0") + data


def marked(data):
    return later_data.BEGIN + data + later_data.END


class Move(unittest.TestCase):
    def test_only_what_is_marked_moves_and_keeps_its_address(self):
        first, later = later_data.move(module(segment(8, b"ab" + marked(b"x" * 300) + b"cd"), count=True), module())
        behind = 8 + 2 + len(later_data.BEGIN) + 300 + len(later_data.END)
        moved = section(11, leb(1) + segment(8 + 2 + len(later_data.BEGIN), b"x" * 300))
        self.assertEqual(later, module() + moved)
        stays = leb(2) + segment(8, b"ab") + b"\0\x41" + later_data._write(behind, signed=True) + b"\x0b\x02cd"
        self.assertEqual(first, HEADER + section(1, b"\0") + section(12, leb(2)) + section(10, b"\0") + section(11, stays))

    def test_several_in_one_segment(self):
        first, later = later_data.move(module(segment(8, marked(b"one") + b"-" + marked(b"two"))), module())
        self.assertNotIn(b"one", first)
        self.assertIn(b"-", first)
        self.assertIn(b"one", later)
        self.assertIn(b"two", later)

    def test_addresses_from_64_on_have_a_sign_to_spare(self):
        self.assertEqual(later_data._write(64, signed=True), b"\xc0\x00")
        self.assertEqual(later_data._signed(b"\xc0\x00", 0), (64, 2))

    def test_a_mark_without_the_other_is_an_error(self):
        with self.assertRaises(ValueError):
            later_data.move(module(segment(8, later_data.BEGIN + b"x")), module())

    def test_without_any_nothing_changes(self):
        first = module(segment(8, b"usual"))
        self.assertEqual(later_data.move(first, module()), (first, module()))


if __name__ == "__main__":
    unittest.main()

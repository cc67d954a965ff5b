"""Data that only the later part of a module reads: how it is marked in the sources, and how it is moved there.

What stands between the two marks, in one string literal, leaves the first module's data and becomes data of the later one,
at the same address of the memory that both share. Until the later part is here there are zeros.
"""

BEGIN = b"<<septet:later data<<"
END = b">>septet:later data>>"

DATA, DATA_COUNT = 11, 12


def _number(code, at):
    value = shift = 0
    while True:
        byte = code[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at, shift, byte


def _unsigned(code, at):
    value, at, _, _ = _number(code, at)
    return value, at


def _signed(code, at):
    value, at, shift, last = _number(code, at)
    return (value - (1 << shift) if last & 64 else value), at


def _write(value, signed=False):
    out = bytearray()
    while True:
        byte = value & 127
        value >>= 7
        if value == 0 and not (signed and byte & 64):
            return bytes(out + bytes([byte]))
        out.append(byte | 128)


def _sections(code):
    at = 8
    while at < len(code):
        kind = code[at]
        size, begin = _unsigned(code, at + 1)
        yield kind, code[begin:begin + size]
        at = begin + size


def _segments(content):
    """The active segments of a data section: (address, bytes)."""
    count, at = _unsigned(content, 0)
    for _ in range(count):
        if content[at] != 0 or content[at + 1] != 0x41:
            raise ValueError("a data segment that is not at a fixed address")
        address, at = _signed(content, at + 2)
        size, at = _unsigned(content, at + 1)
        yield address, content[at:at + size]
        at += size


def _data_section(segments):
    return _write(len(segments)) + b"".join(
        b"\x00\x41" + _write(address, signed=True) + b"\x0b" + _write(len(data)) + data for address, data in segments)


def _module(sections):
    return b"\0asm\1\0\0\0" + b"".join(bytes([kind]) + _write(len(content)) + content for kind, content in sections)


def _cut(segments):
    """What stays and what is moved; a mark of one kind without the other in its segment is an error."""
    stay, moved = [], []
    for address, data in segments:
        if data.count(BEGIN) != data.count(END):
            raise ValueError("later data is spread over several segments")
        at = 0
        while (begin := data.find(BEGIN, at)) >= 0:
            end = data.index(END, begin)
            stay.append((address + at, data[at:begin]))
            moved.append((address + begin + len(BEGIN), data[begin + len(BEGIN):end]))
            at = end + len(END)
        stay.append((address + at, data[at:]))
    return [segment for segment in stay if segment[1]], moved


def move(first, later):
    """The two modules with what is marked moved from the first to the later."""
    sections = list(_sections(first))
    stay, moved = _cut([segment for kind, content in sections if kind == DATA for segment in _segments(content)])
    if not moved:
        return first, later
    new = {DATA: _data_section(stay), DATA_COUNT: _write(len(stay))}
    if any(kind in new for kind, _ in _sections(later)):
        raise ValueError("the later module has data of its own")
    return (_module([(kind, new.get(kind, content)) for kind, content in sections]),
            later + bytes([DATA]) + (lambda data: _write(len(data)) + data)(_data_section(moved)))

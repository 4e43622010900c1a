"""TOML made to take for ever, or all memory, and what the kit says of each."""

MANY = 100_000
BOMBS = {
    "a key of a hundred thousand names": (".".join("a" * MANY) + " = 1", "nested too deeply"),
    "the same with blanks": (" . ".join("a" * MANY) + " = 1", "nested too deeply"),
    "the same in quotes": (".".join(['"a"'] * MANY) + " = 1", "nested too deeply"),
    "the same in the head of a table": (f"[{'.'.join('a' * MANY)}]", "nested too deeply"),
    "the same in the head of a list": (f"[[{'.'.join('a' * MANY)}]]", "nested too deeply"),
    "the same in an inline table": ("x = {" + ".".join("a" * MANY) + " = 1}", "nested too deeply"),
    "the same behind words that look like it": ('problem = "a.b"\n' + ".".join("a" * MANY) + " = 1", "line 2: nested"),
    "lists in lists": ("x = " + "[" * MANY, "nested too deeply"),
    "tables in tables": ("x = " + "{a = " * MANY, "nested too deeply"),
    "keys without end": ("\n".join(f"k{number} = 1" for number in range(90_000)), "too many keys and values"),
    "tables without end": ("[[whys]]\n" * MANY, "too many keys and values"),
    "values without end": ("whys = [" + "1," * MANY + "]", "too many keys and values"),
    "a number of a megabyte": ("x = 0x" + "f" * 900_000, "a number or name of 900,002 signs"),
}

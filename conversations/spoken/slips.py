"""Whether a word is another with one slip of the thumb: a letter changed, added, left out, or two swapped."""


def is_one_slip_away(word: str, name: str) -> bool:
    return _is_near(word, name) or is_swap(word, name)


def is_swap(word: str, name: str) -> bool:
    """Whether two neighbouring letters changed places, or one was typed twice."""
    if len(word) == len(name):
        unlike = [place for place in range(len(name)) if word[place] != name[place]]
        return (
            len(unlike) == 2  # noqa: PLR2004  # a swap has two ends
            and unlike[1] == unlike[0] + 1
            and word[unlike[0]] == name[unlike[1]]
            and word[unlike[1]] == name[unlike[0]]
        )
    return len(word) == len(name) + 1 and any(
        word[:place] + word[place + 1 :] == name and word[place] == word[place - 1] for place in range(1, len(word))
    )


def _is_near(word: str, name: str) -> bool:
    """Whether one letter was changed, added or left out."""
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    return (
        word[start + 1 :] == name[start + 1 :] or word[start + 1 :] == name[start:] or word[start:] == name[start + 1 :]
    )

"""Link preview images, the cache between builds, and the site's fonts."""

from __future__ import annotations

import errno
import io
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from archive.assets import cards, disk_cache, fonts
from archive.assets.cards import Card
from archive.link.linking import Links
from archive.pages import social
from archive.record.caveats import caveats
from archive.site.site import Settings, Site
from building import TOP

_BARE = str.maketrans("ŌÅg", "OAq")

CARD = Card(words="“We comply.”", who="Ada Sample, Mayor", what="Letter, 8 March 2017", foot="Toy")


def _picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("L")


def test_a_card_has_the_size_of_a_preview_and_is_drawn_alike_each_time() -> None:
    """The same card makes the same bytes, 1,200 by 630 pixels."""
    assert _picture(cards.draw(CARD)).size == (1200, 630)
    assert cards.draw(CARD) == cards.draw(CARD)


def test_cards_drawn_before_leave_no_trace() -> None:
    """Letters cached from other cards change no byte of the next one."""
    after_others = [cards.draw(replace(CARD, words=words)) for words in ("“VA”", "“AV”", CARD.words)][-1]
    cards._face.cache_clear()
    assert cards.draw(CARD) == after_others


@pytest.mark.parametrize("words", ["“Ō”", "“Å g”"])
def test_a_letter_is_drawn_whole(words: str) -> None:
    """Ink above or below a letter is part of it."""
    assert cards.draw(replace(CARD, words=words)) != cards.draw(replace(CARD, words=words.translate(_BARE)))


def test_other_words_are_another_picture() -> None:
    """A card shows what it says."""
    other = Card(words="“We do not.”", who=CARD.who, what=CARD.what, foot=CARD.foot)
    assert other.key != CARD.key
    assert cards.draw(other) != cards.draw(CARD)


@pytest.mark.parametrize("words", ["“No.”", f"“{'compliance with 8 U.S.C. § 1373 ' * 60}”", f"“{'x' * 3000}”", "“ ”"])
def test_words_of_any_length_leave_the_attribution_its_place(words: str) -> None:
    """Short, long and unbreakable words end above the attribution."""
    picture = _picture(cards.draw(Card(words=words, who=" ", what=" ", foot=" ")))
    paper = picture.getpixel((0, 0))
    below = picture.crop((0, 470, 1200, 630))
    assert below.getextrema() == (paper, paper)


@pytest.mark.parametrize("many", [1, 9])
def test_caveats_are_drawn_above_the_archives_name(many: int) -> None:
    """Caveats take space from the words and none from the lines below, however many there are."""
    warned = ("Caution: Only a part of it is known, and what stood in the rest is in dispute to this day.",) * many
    plain, drawn = (
        _picture(cards.draw(Card(words="“ ”", who=" ", what=" ", foot=" ", caveats=c))) for c in ((), warned)
    )
    paper = plain.getpixel((0, 0))
    assert drawn.crop((84, 380, 1200 - 84, 544)).getextrema() != (paper, paper)
    assert drawn.crop((0, 560, 1200, 630)).getextrema() == (paper, paper)
    assert drawn.crop((1200 - 84, 60, 1200, 630)).getextrema() == (paper, paper)


@pytest.mark.parametrize(("line", "top", "bottom"), [("who", 455, 498), ("what", 500, 538), ("foot", 540, 580)])
def test_whose_words_they_are_is_drawn(line: str, top: int, bottom: int) -> None:
    """Speaker, document and archive each have their own line, and a long line ends within the margin."""
    lines = {"who": " ", "what": " ", "foot": " ", line: "A mayor of a town " * 20}
    drawn = _picture(cards.draw(Card(words="“ ”", who=lines["who"], what=lines["what"], foot=lines["foot"])))
    paper = drawn.getpixel((0, 0))
    assert drawn.crop((0, top, 1200, bottom)).getextrema() != (paper, paper)
    for rest in ((0, 200, 1200, top), (0, bottom, 1200, 630), (1200 - 84, 60, 1200, 630)):
        assert drawn.crop(rest).getextrema() == (paper, paper), rest


def test_a_card_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build uses what the first cached."""
    cards.write({"cards/a.png": CARD}, tmp_path / "first", tmp_path / "kept")
    monkeypatch.setattr(cards, "draw", lambda card: pytest.fail(f"drawn again: {card}"))
    cards.write({"cards/b.png": CARD}, tmp_path / "second", tmp_path / "kept")
    assert (tmp_path / "first/cards/a.png").read_bytes() == (tmp_path / "second/cards/b.png").read_bytes()


def test_many_cards_come_out_as_one_would(tmp_path: Path) -> None:
    """Drawn in several processes, each card shows its own words."""
    many = {f"{at}.png": Card(words=f"“{at}”", who="A", what="B", foot="C") for at in range(25)}
    cards.write(many, tmp_path / "tree", tmp_path / "kept")
    for path in ("0.png", "13.png", "24.png"):
        assert (tmp_path / "tree" / path).read_bytes() == cards.draw(many[path])


def test_only_words_that_are_held_are_pictured(toy_links: Links) -> None:
    """A record without a text has no card, and without the site's address there are no cards at all."""
    known = Site(links=toy_links, settings=Settings(site_name="Toy", site_url="https://archive.example/"))
    held = {f"cards/{statement.id}.png" for statement in toy_links.statements if statement.held}
    assert set(social.cards(known)) == held != set()
    assert social.cards(Site(links=toy_links, settings=Settings(site_name="Toy"))) == {}


def test_a_card_says_what_the_record_says(toy_links: Links) -> None:
    """A card has the first words of the text, who said them in what office, the kind of document and its date."""
    site = Site(links=toy_links, settings=Settings(site_name="Toy", site_url="https://archive.example/"))
    card = social.cards(site)["cards/2017-03-08-sample-says-exampleton-complies.png"]
    assert card.words.startswith("“Let me be very clear: Exampleton")
    assert card.who.startswith("Ada Sample, Mayor")
    assert card.what == "Press statement, 8 March 2017"
    assert card.foot.startswith("Toy")


def test_a_caution_stands_on_the_card(toy_links: Links) -> None:
    """A person who sees only the image of a record with a caution sees the caution."""
    site = Site(links=toy_links, settings=Settings(site_name="Toy", site_url="https://archive.example/"))
    for path, card in social.cards(site).items():
        statement = toy_links.archive.statements[path.removeprefix("cards/").removesuffix(".png")]
        assert card.caveats == tuple(each.brief for each in caveats(statement))
        assert any(each.startswith("Caution: ") for each in card.caveats) == bool(statement.caution)


def _kept(folder: Path) -> str:
    name = disk_cache.key("a", "b")
    disk_cache.put(folder, name, b"made")
    return name


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    """A file is cached unchanged, different content has a different key, and nothing else stays in the folder."""
    name = _kept(tmp_path / "kept")
    assert disk_cache.get(tmp_path / "kept", name) == b"made"
    assert disk_cache.get(tmp_path / "kept", disk_cache.key("ab")) is None
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [name]


def test_what_was_changed_is_not_kept(tmp_path: Path) -> None:
    """A cached file that was truncated, changed, emptied or replaced by a link is ignored and made again."""
    name = _kept(tmp_path)
    whole = (tmp_path / name).read_bytes()
    for broken in (b"", b"garbage", whole[:-1], whole + b"\n", whole[:8]):
        (tmp_path / name).write_bytes(broken)
        assert disk_cache.get(tmp_path, name) is None
    (tmp_path / name).unlink()
    (tmp_path / "aside").write_bytes(whole)
    (tmp_path / name).symlink_to("aside")
    assert disk_cache.get(tmp_path, name) is None
    assert disk_cache.get(tmp_path, _kept(tmp_path)) == b"made"
    assert not (tmp_path / name).is_symlink()


def test_a_broken_cache_is_not_published(tmp_path: Path) -> None:
    """With a cache full of garbage, cards and fonts are made again."""
    card = Card(words="“Words”", who="A", what="B", foot="C")
    for made in ("one", "two"):
        cards.write({"a.png": card, "b.png": card}, tmp_path / made, tmp_path / "kept")
        for kept in (tmp_path / "kept").iterdir():
            kept.write_bytes(b"garbage")
        assert {path.read_bytes() for path in (tmp_path / made).iterdir()} == {cards.draw(card)}


def test_a_file_in_the_cache_s_place_is_told(tmp_path: Path) -> None:
    """A file in the cache's place is named."""
    (tmp_path / "kept").write_bytes(b"")
    for folder in (tmp_path / "kept", tmp_path / "kept" / "cards"):
        with pytest.raises(disk_cache.CacheError, match=r"/kept is in the way"):
            _kept(folder)
    (tmp_path / "good" / disk_cache.key("a", "b")).mkdir(parents=True)
    with pytest.raises(disk_cache.CacheError, match=disk_cache.key("a", "b")):
        _kept(tmp_path / "good")


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_where_nothing_may_be_written_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """In a read-only folder a build continues without a cache."""

    def refuse(**_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert disk_cache.get(tmp_path, _kept(tmp_path)) is None


@pytest.mark.parametrize("cut", fonts.CUTS, ids=lambda cut: cut.name)
def test_fonts_have_the_signs_of_the_law(cut: fonts.Cut, tmp_path: Path) -> None:
    """Each font covers quotations and citations, and its second file names; both are small and come with a license."""
    fonts.write(tmp_path, TOP / ".cache" / "fonts")
    folder = tmp_path / fonts.FOLDER
    for ending, signs in (("", "A“”‘’§¶–—…&$"), ("-accented", "éÑřİ¿")):
        made = folder / f"{cut.name}{ending}.woff2"
        assert made.stat().st_size < 27_000
        assert {ord(sign) for sign in signs} <= set(TTFont(made).getBestCmap())
    assert "Open Font License" in (folder / f"{cut.name}.LICENSE.txt").read_text(encoding="utf-8")


def test_the_style_sheet_names_the_characters_of_each_font() -> None:
    """The style sheet gives each file the characters that it has, so that a browser loads only what it needs."""
    style = (TOP / "docs" / "assets" / "css" / "ground.css").read_text(encoding="utf-8")
    faces = re.findall(r"fonts/([a-z-]+)[.]woff2.*?unicode-range: ([^;]+);", style)
    assert {name for name, _ in faces} == {f"{cut.name}{ending}" for cut in fonts.CUTS for ending in fonts.PARTS}
    for name, ranges in faces:
        ending = "-accented" if name.endswith("-accented") else ""
        assert _codes(ranges) == set(fonts.PARTS[ending]), name


def _codes(ranges: str) -> set[int]:
    """Return the code points of a ``unicode-range``."""
    found: set[int] = set()
    for part in ranges.replace("U+", "").split(", "):
        first, _, last = part.partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found

"""What every question of Moodle XML has, and the file around the questions."""

from decimal import Decimal

from assessments.exchange import moodle_xml
from assessments.exchange.drafts import ItemDraft
from tests.assessments.exchange.moodle_files import (
    answer,
    definition,
    file,
    question,
    read_one,
    said,
)

TWO = answer("100", "yes") + answer("0", "no")


def category(path: str) -> str:
    return question("category", f"<category><text>{path}</text></category>", head="")


def test_shared_parts() -> None:
    inside = (
        "<generalfeedback><text>Because</text></generalfeedback><defaultgrade>2.5</defaultgrade>"
        "<penalty>0.25</penalty><hidden>1</hidden><idnumber>q-1</idnumber>"
        "<correctfeedback><text>Good</text></correctfeedback>"
        "<incorrectfeedback><text></text></incorrectfeedback><shownumcorrect/>"
        "<hint><text>Think</text><shownumcorrect/><clearwrong/></hint>"
        "<hint><text>Harder</text><options>1</options></hint><hint><text></text></hint>"
        "<hint><hintcontent><text>Old</text></hintcontent></hint>"
        "<tags><tag><text>law</text></tag><tag><text>law</text></tag></tags>"
        "<coursetags><tag><text>2024</text></tag></coursetags>"
    )
    draft = read_one("multichoice", inside + TWO)
    assert draft.source_id == "q-1"
    assert draft.default_mark == Decimal("2.5")
    assert draft.tags == ("law", "2024")
    assert draft.definition["explanation"] == {"en": "Because"}
    assert draft.definition["penalty"] == "0.25"
    assert draft.definition["comments"] == {"right": {"en": "Good"}}
    assert draft.definition["hints"] == [
        {"text": {"en": "Think"}, "clear_wrong": True, "show_count": True},
        {"text": {"en": "Harder"}},
        {"text": {"en": "Old"}},
    ]
    assert said(draft) == [
        "noted: the number of right parts is not shown after a try",
        "noted: the question was hidden in Moodle",
        "approximated: an option of a hint was left out",
    ]


def test_a_third_is_a_third_however_it_was_rounded() -> None:
    assert "penalty" not in definition("shortanswer", "<penalty>0.33</penalty>" + TWO)


def test_a_penalty_must_be_a_share() -> None:
    draft = read_one("shortanswer", "<penalty>7</penalty>" + TWO)
    assert "penalty" not in draft.definition
    assert "a penalty of 7 is no share" in said(draft)[0]
    draft = read_one("shortanswer", "<penalty>x</penalty>" + TWO)
    assert said(draft) == ["approximated: <penalty> is not a number: 0.3333333 was taken"]


def test_texts_in_all_formats() -> None:
    def head(text_format: str, text: str) -> str:
        return (
            f'<questiontext format="{text_format}"><text><![CDATA[{text}]]></text></questiontext>'
        )

    def stem(text_format: str, text: str) -> str:
        return str(definition("description", head=head(text_format, text))["stem"]["en"])

    assert stem("html", "a\n<script>x</script><b>b</b>") == "a\n<b>b</b>"
    assert stem("moodle_auto_format", "a\nb") == "a<br>b"
    assert stem("plain_text", "a < b\nc") == "a &lt; b<br>c"
    assert stem("markdown", "**a** *b* `c`") == "<strong>a</strong> <em>b</em> <code>c</code>"
    assert stem("unheard of", "<i>a</i>") == "<i>a</i>"


def test_options_are_in_the_format_of_the_question() -> None:
    head = '<questiontext format="plain_text"><text>a</text></questiontext>'
    rows = answer("100", "1 &lt; 2") + answer("0", "no")
    found = definition("multichoice", rows, head=head)
    assert found["options"][0]["text"] == {"en": "1 &lt; 2"}


def test_files_and_old_images_are_reported() -> None:
    head = (
        '<questiontext format="html"><text><![CDATA[<p><img src="@@PLUGINFILE@@/a.png" alt="A">'
        '</p>]]></text><file name="a.png" encoding="base64">AAAA</file></questiontext>'
    )
    draft = read_one("description", "<image>b.png</image>", head=head)
    assert draft.definition["stem"] == {"en": "<p>[A]</p>"}
    assert said(draft) == [
        "approximated: the file a.png was left out",
        "approximated: the image a.png was left out; its alternative text stands for it",
        "approximated: the image b.png was left out",
    ]


def test_without_a_text_the_name_stands_for_it() -> None:
    draft = read_one("essay", head="<name><text>R &amp; D</text></name>")
    assert draft.definition["stem"] == {"en": "R &amp; D"}
    assert read_one("essay", head="").definition["stem"] == {"en": "-"}


def test_categories_are_paths() -> None:
    data = file(
        question("essay"),
        category("$course$/top/Law/Patents//Utility models"),
        question("essay"),
        category("$cat1$"),
        question("essay"),
        category("Plain/ /Path"),
        question("essay"),
    )
    found = [draft.category for draft in moodle_xml.read(data).drafts]
    assert found == [(), ("Law", "Patents/Utility models"), (), ("Plain", "Path")]


def test_the_description_of_a_category_is_left_out_and_told() -> None:
    info = "<category><text>top/A/B</text></category><info><text>About</text></info>"
    found = moodle_xml.read(file(question("category", info, head=""), question("essay")))
    assert [(problem.where, problem.severity) for problem in found.problems] == [("A / B", "noted")]
    found = moodle_xml.read(file(question("category", "<info><text>x</text></info>", head="")))
    assert found.problems[0].where == "file"


def test_a_category_without_questions_is_left_out_and_told() -> None:
    data = file(category("A"), category("A/B"), question("essay"), category("C"))
    found = moodle_xml.read(data)
    assert [(problem.where, problem.message) for problem in found.problems] == [
        ("C", "a category without questions was left out")
    ]


def test_elements_that_nothing_reads_are_told() -> None:
    draft = read_one("essay", "<maxbytes>0</maxbytes><filetypeslist>.pdf</filetypeslist>")
    assert said(draft) == ["noted: <filetypeslist> was left out"]


def test_a_text_may_stand_without_its_element() -> None:
    head = "<questiontext>Bare</questiontext>"
    rows = '<answer fraction="100">5</answer>'
    found = definition("numerical", rows, head=head)
    assert found["stem"] == {"en": "Bare"}
    assert found["answers"][0]["value"] == "5"


def test_ids_that_look_counted_stay_apart() -> None:
    numbered = [question("essay", f"<idnumber>{name}</idnumber>") for name in ("x", "x", "x#2")]
    found = [draft.source_id for draft in moodle_xml.read(file(*numbered)).drafts]
    assert found == ["x", "x#2", "x#2#2"]


def test_the_same_question_has_the_same_id_and_twins_are_counted() -> None:
    data = file(question("essay"), question("essay"), question("description"))
    first, second, third = (draft.source_id for draft in moodle_xml.read(data).drafts)
    assert second == f"{first}#2"
    assert third == f"{first}#3"
    assert moodle_xml.read(data).drafts == moodle_xml.read(data).drafts


def test_problems_name_the_question() -> None:
    draft = read_one("random")
    assert draft.problems[0].where == "question 1: A name"
    assert read_one("random", head="").problems[0].where == "question 1"


def test_what_is_canonical_needs_no_exact_copy() -> None:
    """The foreign form alone says it all, also to a Moodle that passes our element over."""
    texts = {"zh": "甲", "en": "A"}
    options = [
        {"id": "a", "text": texts, "fraction": "1", "feedback": texts},
        {"id": "b", "text": {"en": "123"}, "fraction": "-0.5"},
    ]
    shared = {
        "stem": {"zh": "<p>题</p>", "en": "<p>Q</p>"},
        "explanation": {"zh": "ABC"},
        "hints": [{"text": texts, "clear_wrong": True}, {"text": texts, "show_count": True}],
        "comments": {"partial": texts},
        "penalty": "0.5",
    }
    definitions = [
        {"type": "single_choice", "options": options, "shuffle": False},
        {"type": "true_false", "answer": True, "feedback": {"false": texts}},
        {
            "type": "matching",
            "prompts": [
                {"id": "a", "text": texts, "answer": "a"},
                {"id": "b", "text": {"en": "B"}, "answer": "b"},
            ],
            "choices": [
                {"id": "a", "text": {"zh": "1 &lt; 2", "en": "x"}},
                {"id": "b", "text": texts},
                {"id": "c", "text": {"en": "C"}},
            ],
            "shuffle": True,
            "scoring": "each",
        },
        {"type": "essay", "rows": 9, "max_words": 10, "model_answer": texts},
        {
            "type": "short_answer",
            "answers": [{"pattern": "a*", "fraction": "1", "feedback": texts}],
            "case_sensitive": True,
        },
    ]
    for number, own in enumerate(definitions):
        draft = ItemDraft(f"id{number}", "Name", {**shared, **own}, ("A/b", "C"), ("t",))
        written = moodle_xml.write([draft])
        assert b"exact-copy" not in written
        assert moodle_xml.read(written).drafts[0].definition == draft.definition


def test_our_types_are_a_description_for_moodle() -> None:
    draft = ItemDraft("id", "Name", {"type": "file_upload", "stem": {"en": "Upload"}})
    written = moodle_xml.write([draft])
    assert b'type="description"' in written
    assert moodle_xml.read(written).drafts == (draft,)


def test_schemes_that_moodle_has_not_cost_something_there_too() -> None:
    def worths(scoring: str) -> list[str]:
        options = [
            {"id": "a", "text": {"en": "A"}, "fraction": "0.5"},
            {"id": "b", "text": {"en": "B"}, "fraction": "0.5"},
            {"id": "c", "text": {"en": "C"}, "fraction": "0"},
        ]
        own = {"type": "multiple_response", "options": options, "scoring": scoring}
        draft = ItemDraft("id", "Name", {"stem": {"en": "Q"}, "shuffle": True, **own})
        written = moodle_xml.write([draft]).decode()
        return [
            part.partition('"')[0] for part in written.split('<answer format="html" fraction="')[1:]
        ]

    assert worths("ou") == ["50", "50", "-50"]
    assert worths("all_or_nothing") == ["50", "50", "-100"]
    assert worths("sum_of_fractions") == ["50", "50", "0"]

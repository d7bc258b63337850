from augenhoehe.messaging.guides import Block, guide_of


def test_headings_lists_and_paragraphs() -> None:
    guide = guide_of("Title", "Begin\nhere.\r\n\r\n## Part\n\n- one\n- two\n\n\n\n- three\nnot a list")
    assert guide.blocks == [
        Block(text="Begin here."),
        Block(heading="Part"),
        Block(items=["one", "two"]),
        Block(text="- three not a list"),
    ]
    assert guide.plain == "Begin\nhere.\n\nPart\n\n- one\n- two\n\n- three\nnot a list"

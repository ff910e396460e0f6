"""Twenty and more hostile files, each refused or made harmless, and what passes."""

import pytest

from scrutiny.domain import files
from scrutiny.domain.files import FileRefused, look_at, safe_name
from tests.scrutiny.domain import uploads as made

SCRIPT = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("Budget.pdf", made.pdf(), "pdf"),
        ("Budget.docx", made.docx(), "docx"),
        ("Budget.xlsx", made.xlsx(), "xlsx"),
        ("Budget.odt", made.opendocument(), "odt"),
        ("Budget.ods", made.opendocument(made.SHEET), "ods"),
        ("Map.png", made.png(), "png"),
        ("Map.JPG", made.jpeg(), "jpeg"),
    ],
)
def test_each_kind_of_paper_is_known_by_its_content(name, data, kind):
    assert look_at(name, data).kind.key == kind


def test_an_ordinary_link_in_a_document_is_harmless():
    linked = made.docx(made.related("hyperlink", "https://westmarch.example/"))

    assert look_at("a.docx", linked).kind.key == "docx"


def refuses(name, data, words):
    with pytest.raises(FileRefused, match=words):
        look_at(name, data)


def test_hostile_1_html_that_is_named_pdf():
    refuses("agenda.pdf", SCRIPT, "not what papers may be")


def test_hostile_2_a_picture_in_svg_with_a_script():
    refuses("map.svg", SVG, "not what papers may be")
    refuses("map.png", SVG, "not what papers may be")


def test_hostile_3_a_program():
    refuses("agenda.pdf", b"MZ\x90\x00" + b"\0" * 400, "not what papers may be")


def test_hostile_4_a_pdf_behind_a_page_of_html():
    refuses("agenda.pdf", SCRIPT + made.pdf(), "not what papers may be")


def test_hostile_5_a_word_document_with_macros():
    macros = made.docx(("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"))

    refuses("a.docx", macros, "macros")


def test_hostile_6_a_macro_document_renamed_to_docx():
    types = made.WORD_TYPES.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.document.macroEnabled.main",
    )

    refuses("a.docx", made.docx(types=types), "macros")


def test_hostile_7_an_excel_workbook_with_old_macro_sheets():
    refuses("a.xlsx", made.xlsx(("xl/macrosheets/sheet1.xml", "<x/>")), "macros")


def test_hostile_8_an_opendocument_with_macros():
    basic = made.opendocument(made.TEXT, ("Basic/Standard/Module1.xml", "<x/>"))

    refuses("a.odt", basic, "macros")


def test_hostile_9_an_opendocument_that_runs_a_script_when_opened():
    listener = made.zipped(
        [("mimetype", made.TEXT), ("content.xml", "<script:event-listener/>")]
    )

    refuses("a.odt", listener, "macros")


def test_hostile_10_a_document_that_loads_its_template_from_elsewhere():
    template = made.related("attachedTemplate", "http://elsewhere.example/x.dotm")

    refuses("a.docx", made.docx(template), "loads something from elsewhere")


def test_hostile_11_a_link_that_starts_a_program():
    refuses(
        "a.docx",
        made.docx(made.related("hyperlink", "file:///c:/windows/calc.exe")),
        "loads something from elsewhere",
    )


def test_hostile_12_a_zip_bomb():
    bomb = made.docx(("word/media.xml", b"a" * (200 * MEGABYTE)))

    assert len(bomb) < MEGABYTE
    refuses("a.docx", bomb, "unpacks to far more")


def test_hostile_13_a_zip_of_thousands_of_parts():
    many = made.docx(*[(f"word/{n}.xml", "") for n in range(2_001)])

    refuses("a.docx", many, "too many for a paper")


def test_hostile_14_a_part_that_climbs_out_of_the_file():
    refuses("a.docx", made.docx(("../../etc/cron.d/x", "x")), "points outside it")


def test_hostile_15_a_part_with_an_absolute_path():
    refuses("a.docx", made.docx(("/etc/passwd", "x")), "points outside it")


def test_hostile_16_a_part_that_is_a_link():
    refuses(
        "a.docx", made.docx((made.linked_part(), "/etc/passwd")), "points outside it"
    )


def test_hostile_17_two_parts_of_one_name():
    twice = made.docx(("word/aaaa.xml", "1"), ("word/bbbb.xml", "2"))

    refuses("a.docx", made.renamed(twice, b"bbbb", b"aaaa"), "one name")


def test_hostile_18_a_document_that_defines_a_billion_laughs():
    laughs = made.zipped(
        [
            ("[Content_Types].xml", made.WORD_TYPES),
            ("word/document.xml", '<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'),
        ]
    )

    refuses("a.docx", laughs, "defines words of its own")


def test_hostile_19_the_same_hidden_in_another_encoding():
    hidden = "<!DOCTYPE a [<!ENTITY b 'ha'>]><a>&b;</a>".encode("utf-16")
    laughs = made.docx(("word/settings.xml", hidden))

    refuses("a.docx", laughs, "cannot be read")


def test_hostile_20_a_document_with_a_password():
    refuses("a.docx", made.encrypted_zip(), "protected by a password")


def test_hostile_21_an_old_or_protected_office_file():
    refuses("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "password")


def test_hostile_22_a_pdf_with_a_password():
    locked = made.pdf(b"<< /Encrypt 4 0 R >>")

    refuses("a.pdf", locked, "protected by a password")


@pytest.mark.parametrize(
    "inside",
    [
        b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
        b"<< /S /J#61vaScript >>",  # the same name, one letter escaped
        b"<< /S /Launch /F (cmd.exe) >>",
    ],
)
def test_hostile_23_a_pdf_that_runs_something(inside):
    refuses("a.pdf", made.pdf(inside), "The PDF holds")


def test_hostile_24_a_program_hidden_in_a_compressed_part_of_a_pdf():
    hidden = made.object_stream(b"1 0 << /S /JavaScript /JS (app.alert(1)) >>")

    refuses("a.pdf", made.pdf(hidden), "a program")


@pytest.mark.parametrize(
    "dictionary",
    [
        b"<< /Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode] >>",
        b"<< /Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 >> >>",
        b"<< /Filter /LZWDecode /Type /ObjStm >>",
        b"<< /Type /ObjStm /Filter /FlateDecode >>",  # and damaged
    ],
)
def test_hostile_24b_objects_that_are_packed_in_a_way_that_hides_them(dictionary):
    hidden = made.pdf(dictionary + b"\nstream\nnot what it says\nendstream")

    refuses("a.pdf", hidden, "cannot be read")


@pytest.mark.parametrize(
    "named", [b"/Obj#53tm", b"/#4fbjStm", b"/ObjStm" + b" " * 3000]
)
def test_hostile_24c_packed_objects_that_are_named_so_as_to_be_overlooked(named):
    hidden = made.object_stream(b"1 0 << /S /JavaScript /JS (app.alert(1)) >>")

    refuses("a.pdf", made.pdf(hidden.replace(b"/ObjStm", named)), "cannot be read")


def test_objects_that_are_not_packed_are_read_with_the_rest():
    plain = b"<< /Type /ObjStm /N 1 >>\nstream\n1 0 << /Type /Page >>\nendstream"

    assert look_at("a.pdf", made.pdf(plain)).kind.key == "pdf"


def test_hostile_25_a_pdf_with_a_file_inside_it():
    refuses("a.pdf", made.pdf(b"<< /Type /EmbeddedFile >>"), "another file inside")


def test_hostile_26_a_pdf_that_is_a_zip_too():
    refuses("a.pdf", made.pdf() + made.docx(), "after the end of the PDF")


def test_hostile_27_a_pdf_whose_stream_unpacks_without_end():
    bomb = made.pdf(made.object_stream(b"a" * (40 * MEGABYTE)))

    refuses("a.pdf", bomb, "unpacks to too much")


def test_hostile_28_a_picture_that_is_a_zip_too():
    refuses("map.png", made.png() + made.docx(), "after the end of the picture")
    refuses("map.jpg", made.jpeg() + made.docx(), "after the end of the picture")


def test_hostile_29_a_picture_of_a_hundred_thousand_points_each_way():
    refuses("map.png", made.png(100_000, 100_000), "million points")
    refuses("map.jpg", made.jpeg(60_000, 60_000), "million points")


def test_hostile_30_a_zip_with_a_program_before_it():
    refuses("a.docx", b"MZ" + made.docx(), "not what papers may be")


def test_hostile_31_something_hidden_after_a_document():
    refuses("a.docx", made.docx() + SCRIPT, "after the end of the file")


def test_hostile_32_a_zip_of_anything():
    refuses("a.zip", made.zipped([("run.exe", b"MZ")]), "neither a document nor")


def test_hostile_33_a_document_with_another_inside_it():
    inside = made.docx(("word/embeddings/oleObject1.bin", b"\xd0\xcf"))

    refuses("a.docx", inside, "another file inside")


def test_hostile_34_a_workbook_named_as_a_document():
    refuses("a.docx", made.xlsx(), "its content is an Excel workbook")


def test_hostile_35_a_good_file_with_no_ending_or_a_wrong_one():
    refuses("agenda", made.pdf(), "named without an ending")
    refuses("agenda.html", made.pdf(), "named .html and its content is a PDF")


def test_hostile_36_a_damaged_document():
    whole = made.docx()

    refuses("a.docx", whole[:60] + b"\0\0\0\0" + whole[64:], "damaged")


def test_hostile_37_what_is_empty_cut_off_or_too_large(monkeypatch):
    refuses("a.pdf", b"", "empty")
    refuses("a.pdf", made.pdf()[:20], "cut off")
    refuses("a.png", made.png()[:40], "cut off")
    refuses("a.pdf", made.pdf() + b"\n" * files.LARGEST, "larger than 20 MB")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\Budget 2026.PDF", "Budget 2026.pdf"),
        ("/srv/www/a.pdf", "a.pdf"),
        ("agenda\u202efdp.exe.pdf", "agendafdp.exe.pdf"),  # no turned writing
        ('x"; filename="evil.html.pdf', "x filenameevil.html.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie b.pdf"),
        ("..pdf", "pdf"),
        ("<script>.pdf", "script.pdf"),
        ("Cyllideb y Comisiynydd â.pdf", "Cyllideb y Comisiynydd â.pdf"),
    ],
)
def test_hostile_38_a_name_keeps_nothing_that_could_do_harm(sent, kept):
    assert safe_name(sent) == kept


def test_a_long_name_is_cut_and_keeps_its_ending():
    assert len(safe_name("a" * 300 + ".pdf")) <= 100
    assert safe_name("a" * 300 + ".pdf").endswith("a.pdf")

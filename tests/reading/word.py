"""Parts of Word files that python-docx does not write: notes, numbering, tracked changes, text boxes."""

import io
import re
import zipfile

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from tests.reading.making import saved

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(document: WordDocument, inner: str, properties: str = "") -> Paragraph:
    """Append a paragraph of raw XML."""
    element = parse_xml(f"<w:p {SPACES}><w:pPr>{properties}</w:pPr>{inner}</w:p>")
    document.element.body.insert(len(document.element.body) - 1, element)
    return Paragraph(element, document)


def run(words: str, properties: str = "") -> str:
    """The XML of a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def box(words: str) -> str:
    """A text box as Word writes it: once as a shape, and once again for programs that know no shapes."""
    content = f"<w:txbxContent><w:p>{run(words)}</w:p></w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
    drawing = (
        f"<w:drawing><wp:anchor><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def numbered(identity: int, level: int = 0) -> str:
    """The paragraph property that makes an item of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>'


def define_list(document: WordDocument, identity: int, *levels: tuple[str, str], start: int = 1) -> None:
    """A list whose levels are (form, text), as ("lowerLetter", "(%2)")."""
    root = document.part.numbering_part.element
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start if at == 0 else 1}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {SPACES} w:abstractNumId="{900 + identity}">{made}</w:abstractNum>')
    root.insert(0, abstract)
    root.append(parse_xml(f'<w:num {SPACES} w:numId="{identity}"><w:abstractNumId w:val="{900 + identity}"/></w:num>'))


def with_notes(document: WordDocument, kind: str = "footnote", **notes: str) -> bytes:
    """The file with a part of footnotes or endnotes, by number ("n1")."""
    body = "".join(
        f'<w:{kind} w:id="{name[1:]}"><w:p><w:r><w:{kind}Ref/></w:r>{run(words)}</w:p></w:{kind}>'
        for name, words in notes.items()
    )
    separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p>{run("____")}</w:p></w:{kind}>'
    part = f'<?xml version="1.0" encoding="UTF-8"?><w:{kind}s {SPACES}>{separator}{body}</w:{kind}s>'
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(document))) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            content = old.read(member).decode() if member.endswith((".xml", ".rels")) else ""
            if member == "[Content_Types].xml":
                named = f'<Override PartName="/word/{kind}s.xml" ContentType="{_TYPES}.{kind}s+xml"/>'
                content = content.replace("</Types>", f"{named}</Types>")
            elif member == "word/_rels/document.xml.rels":
                pointed = f'<Relationship Id="rIdN" Type="{RELATIONS}/{kind}s" Target="{kind}s.xml"/>'
                content = re.sub("</Relationships>", f"{pointed}</Relationships>", content)
            new.writestr(member, content or old.read(member))
        new.writestr(f"word/{kind}s.xml", part)
    return target.getvalue()


def fresh() -> WordDocument:
    """An empty Word file."""
    return docx.Document()

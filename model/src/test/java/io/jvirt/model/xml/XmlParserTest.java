package io.jvirt.model.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlParserTest {
    private static XmlNode parse(String text) {
        return XmlParser.parse(text, "(test)");
    }

    private static XmlException failure(String text) {
        return catchThrowableOfType(XmlException.class, () -> parse(text));
    }

    @Test
    void readsElementsAttributesAndText() {
        var root = parse("<?xml version='1.0'?>\n<!-- c --><a x='1' y=\"2\"><b>one &lt;&#65;&#x42;<![CDATA[<&]]></b><c/></a>\n");
        assertThat(root.name).isEqualTo("a");
        assertThat(root.attribute("x")).isEqualTo("1");
        assertThat(root.attribute("y")).isEqualTo("2");
        assertThat(root.children).hasSize(2);
        assertThat(root.children.getFirst().text).isEqualTo("one <AB<&");
    }

    @Test
    void keepsTheLineOfEachElement() {
        var root = parse("<a>\n  <b\n x='1'/>\n  <c/>\n</a>");
        assertThat(root.children.get(0).line).isEqualTo(2);
        assertThat(root.children.get(1).line).isEqualTo(4);
    }

    @Test
    void resolvesNamespaces() {
        var root = parse("<a xmlns:q='urn:q'><q:b/><c xmlns='urn:c'><d/></c><e/></a>");
        assertThat(root.children.get(0).uri).isEqualTo("urn:q");
        assertThat(root.children.get(1).children.getFirst().uri).isEqualTo("urn:c");
        assertThat(root.children.get(2).uri).isNull();
    }

    @Test
    void normalizesWhiteSpaceInAttributes() {
        assertThat(parse("<a x='1\n2\t3\r\n4'/>").attribute("x")).isEqualTo("1 2 3 4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | Document is empty
            plain                     | Start tag expected, '<' not found
            <a>                       | Premature end of data in tag a line 1
            <a><b></a>                | Opening and ending tag mismatch: b line 1 and a
            <a/><b/>                  | Extra content at the end of the document
            <a x=1/>                  | AttValue: " or ' expected
            <a x/>                    | Specification mandates value for attribute x
            <a x='1' x='2'/>          | Attribute x redefined
            <a x='<'/>                | Unescaped '<' not allowed in attributes values
            <a>&nosuch;</a>           | Entity 'nosuch' not defined
            <a>& b</a>                | xmlParseEntityRef: no name
            <a>&amp</a>               | EntityRef: expecting ';'
            <a>&#xd800;</a>           | xmlParseCharRef: invalid xmlChar value 55296
            <a><1/></a>               | StartTag: invalid element name
            <a><!-- </a>              | Comment not terminated
            <a><![CDATA[ </a>         | CData section not finished
            <a x='1'y='2'/>           | attributes construct error
            <a                        | Couldn't find end of Start Tag a line 1
            """)
    void saysWhatIsMalformedAsLibxmlDoes(String text, String message) {
        var failure = failure(text);
        assertThat(failure.kind()).isEqualTo(XmlException.Kind.MALFORMED);
        assertThat(failure).hasMessageStartingWith("(test):1: " + message.replace("''", "'"));
    }

    @Test
    void pointsAtThePlace() {
        assertThat(failure("<domain>\n  <name>x</nam>\n</domain>"))
                .hasMessage("(test):2: Opening and ending tag mismatch: name line 2 and nam\n  <name>x</nam>\n---------------^")
                .extracting(XmlException::line).isEqualTo(2);
    }

    @Test
    void limitsDepthAttributesAndSize() {
        assertThat(failure("<a>".repeat(1_000_000))).hasMessageContaining("Excessive depth");
        var many = new StringBuilder("<a");
        for (int i = 0; i < 10_000; i++) {
            many.append(" a").append(i).append("='x'");
        }
        assertThat(failure(many + "/>")).hasMessageContaining("attributes");
        assertThat(failure(" ".repeat(XmlParser.MAX_LENGTH + 1))).hasMessageContaining("limit");
        assertThat(parse("<a x='" + "y".repeat(1_000_000) + "'/>").attribute("x")).hasSize(1_000_000);
    }

    @Test
    void refusesDeclaredEntities() {
        assertThat(failure("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"))
                .hasMessageContaining("Declarations of entities are not supported");
        assertThat(parse("<!DOCTYPE a SYSTEM 'a.dtd'><a/>").name).isEqualTo("a");
    }
}

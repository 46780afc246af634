package io.jvirt.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void xmlIsComparedByMeaning() throws IOException {
        assertThat(CanonicalXml.difference("<a x='1' y='2'><b/> <c>t</c></a>",
                "<!-- made by hand -->\n<a y=\"2\" x=\"1\">\n  <b></b><c>t</c>\n</a>\n")).isEmpty();
        assertThat(CanonicalXml.difference("<a><b/><c/></a>", "<a><c/><b/></a>")).hasValueSatisfying(
                d -> assertThat(d).contains("/a/b"));
        assertThat(CanonicalXml.difference("<a><b n='1'/></a>", "<a><b n='2'/></a>")).isPresent();
        assertThat(CanonicalXml.difference("<a><b/></a>", "<a/>")).hasValueSatisfying(
                d -> assertThat(d).contains("lacks"));
        assertThat(CanonicalXml.difference("<a/>", "<a>text</a>")).hasValueSatisfying(
                d -> assertThat(d).contains("superfluous"));
        assertThat(CanonicalXml.difference("<a>one</a>", "<a>two</a>")).isPresent();
    }

    @Test
    void commandLinesAreMultisetsOfOptions() {
        assertThat(CommandLines.difference("""
                LC_ALL=C \\
                HOME=/h \\
                /bin/qemu \\
                -name 'guest=a b' \\
                -device '{"driver":"x","id":"1"}' \\
                -S
                """, "/bin/qemu -S -device '{\"id\":\"1\", \"driver\":\"x\"}' -name \"guest=a b\"")).isEmpty();
        assertThat(CommandLines.difference("/bin/qemu -S -S", "/bin/qemu -S")).contains("lacks -S");
        assertThat(CommandLines.difference("/bin/qemu -m 1", "/bin/qemu -m 2"))
                .contains("lacks -m 1; has superfluous -m 2");
        assertThat(CommandLines.difference("/bin/qemu", "/bin/other")).isPresent();
    }
}

package io.jvirt.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class XmlNodeTest {
    private static final String DOCUMENT = """
            <?xml version="1.0"?>
            <!-- a guest -->
            <domain type='kvm' id="1">
              <name>a &lt;b&gt; &amp; &#99;&#x64;</name>
              <devices><disk type='file'><target dev='vda'/></disk><disk/><x><![CDATA[<raw>]]></x></devices>
            </domain>
            """;

    @Test
    void readsElementsAttributesAndText() {
        XmlNode root = XmlNode.parse(DOCUMENT);
        assertThat(root.name()).isEqualTo("domain");
        assertThat(root.attribute("id")).isEqualTo("1");
        XmlNode name = root.child("name");
        assertThat(name).isNotNull();
        assertThat(name.text()).isEqualTo("a <b> & cd");
        XmlNode devices = root.child("devices");
        assertThat(devices).isNotNull();
        assertThat(devices.children("disk")).hasSize(2);
        assertThat(devices.children("disk").get(0).attributeOf("target", "dev")).isEqualTo("vda");
        assertThat(devices.children("disk").get(1).attributeOf("target", "dev")).isNull();
        XmlNode raw = root.at("devices", "x");
        assertThat(raw).isNotNull();
        assertThat(raw.text()).isEqualTo("<raw>");
    }

    @Test
    void saysWhereADocumentIsMalformed() {
        assertThatThrownBy(() -> XmlNode.parse("<a>\n<b></a>"))
                .hasMessage("malformed XML in line 2: </a> for <b>");
        assertThatThrownBy(() -> XmlNode.parse("<a b=c/>")).hasMessageContaining("without quotes");
    }

    @Test
    void anyDamageIsReportedAndNothingElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            StringBuilder damaged = new StringBuilder(DOCUMENT);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(damaged.length());
                if (random.nextBoolean()) {
                    damaged.deleteCharAt(at);
                } else {
                    damaged.insert(at, "<>&;'\"/=x![".charAt(random.nextInt(11)));
                }
            }
            try {
                XmlNode.parse(damaged.toString());
            } catch (IllegalArgumentException e) {
                assertThat(e).as("seed %d, round %d", seed, round).hasMessageStartingWith("malformed XML");
            }
        }
    }
}

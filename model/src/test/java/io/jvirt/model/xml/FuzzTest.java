package io.jvirt.model.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jvirt.model.complete.CompletionOptions;
import io.jvirt.model.complete.DomainCompletion;
import io.jvirt.model.complete.DriverRules;
import io.jvirt.model.domain.Documents;
import io.jvirt.model.domain.DomainDescription;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated documents: whatever comes in, only the model's own exception comes out. */
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("jvirt.fuzz.rounds", 4000);
    private static final String[] PIECES = {
        "<", ">", "/>", "</", "'", "\"", "&", "&lt;", "&#0;", "&#x110000;", "<!--", "-->", "<![CDATA[", "]]>", "<?", "<!DOCTYPE a [",
        "xmlns:x='u'", "x:", "\u0000", "\uffff", "\ud800", "-1", "99999999999999999999", "0x", "", " ", "\n", "^", "0-", ",", "type='file'",
        "<domain type='kvm'>", "</domain>", "<disk type='block'>", "<source/>", "<address type='pci'/>", "<backingStore/>",
    };

    @Test
    void mutatedDocumentsGiveADescriptionOrAnXmlException() {
        long seed = Long.getLong("jvirt.fuzz.seed", System.nanoTime());
        System.out.println("FuzzTest seed " + seed + " (repeat with -Djvirt.fuzz.seed=" + seed + ")");
        var random = new Random(seed);
        int understood = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutate(Documents.ALL.get(random.nextInt(Documents.ALL.size())), random);
            try {
                var options = random.nextBoolean() ? ParseOptions.DEFINITION : ParseOptions.LIVE.withStrict(random.nextBoolean());
                var domain = Xml.parse(DomainDescription.class, text, options);
                understood++;
                String written = Xml.format(DomainDescription.class, domain, FormatOptions.LIVE.withSecure(true));
                assertThat(Xml.parse(DomainDescription.class, written, ParseOptions.LIVE)).isEqualTo(
                        Xml.parse(DomainDescription.class, Xml.format(DomainDescription.class,
                                Xml.parse(DomainDescription.class, written, ParseOptions.LIVE), FormatOptions.LIVE.withSecure(true)), ParseOptions.LIVE));
                DomainCompletion.complete(domain, DriverRules.NONE, CompletionOptions.DEFINE);
            } catch (XmlException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + seed + " round " + round + ":\n" + text, e);
            }
        }
        assertThat(understood).isPositive();
    }

    private static String mutate(String document, Random random) {
        var text = new StringBuilder(document);
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(1 << random.nextInt(8)));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                case 3 -> text.setCharAt(at, (char) (32 + random.nextInt(96)));
                case 4 -> text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
                default -> value(text, at, random);
            }
            if (text.isEmpty()) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    /** Replaces a whole attribute value, which keeps the document well-formed. */
    private static void value(StringBuilder text, int from, Random random) {
        int open = text.indexOf("='", from);
        int close = open < 0 ? -1 : text.indexOf("'", open + 2);
        if (close > 0) {
            String[] values = {"", "0", "-1", "yes", "none", "18446744073709551616", "0x10", "a".repeat(300), "::", "1.2.3.4.5", "raw"};
            text.replace(open + 2, close, values[random.nextInt(values.length)]);
        }
    }
}

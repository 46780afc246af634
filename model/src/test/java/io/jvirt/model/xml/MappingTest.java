package io.jvirt.model.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jvirt.model.IdSet;
import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of definitions, each shown with the smallest definition that has it. */
class MappingTest {
    private static <T> T read(Class<T> type, String text) {
        return Xml.parse(type, text, ParseOptions.LIVE);
    }

    private static <T> String write(Class<T> type, T value) {
        return Xml.format(type, value, FormatOptions.LIVE);
    }

    private static XmlException failure(Class<?> type, String text) {
        return catchThrowableOfType(XmlException.class, () -> read(type, text));
    }

    @Element("plain")
    public record Plain(
            @Attr String name,
            @Attr @Nullable Integer count,
            @Attr("other-name") @Nullable YesNo flag,
            @Attr(def = "on") OnOff state,
            @Attr(def = "3", omitDefault = true) int quiet,
            @Text @Nullable String text) {
    }

    @Test
    void attributesAndText() {
        var value = read(Plain.class, "<plain count='7' name='a&amp;b' other-name='yes'>hello</plain>");
        assertThat(value).isEqualTo(new Plain("a&b", 7, YesNo.YES, OnOff.ON, 3, "hello"));
        assertThat(write(Plain.class, value)).isEqualTo("<plain name='a&amp;b' count='7' other-name='yes' state='on'>hello</plain>\n");
        assertThat(write(Plain.class, new Plain("<'\">", null, null, OnOff.OFF, 4, null)))
                .isEqualTo("<plain name='&lt;&apos;&quot;&gt;' state='off' quiet='4'/>\n");
    }

    @Test
    void failuresNameThePlace() {
        assertThat(failure(Plain.class, "<plain/>")).hasMessage("Missing required attribute 'name' in element 'plain'")
                .returns(XmlException.Kind.MISSING, XmlException::kind).returns("name", XmlException::attribute);
        assertThat(failure(Plain.class, "<plain name='x'\ncount='-1'/>"))
                .hasMessage("Invalid value for attribute 'count' in element 'plain': '-1'. Expected non-negative integer value")
                .returns(XmlException.Kind.INVALID, XmlException::kind).returns("-1", XmlException::value)
                .returns("plain", XmlException::path).returns(1, XmlException::line);
        assertThat(failure(Plain.class, "<plain name='x' other-name='maybe'/>"))
                .hasMessage("Invalid value for attribute 'other-name' in element 'plain': 'maybe'. Expected 'yes' or 'no'");
        assertThat(failure(Plain.class, "<other/>")).hasMessage("expecting root element of 'plain', not 'other'");
    }

    @Element("paths")
    public record Paths(
            @Attr("a/b@x") @Nullable String x,
            @Child("a/b/c") @Nullable String c,
            @Attr("a@y") @Nullable String y,
            @Child boolean present,
            @Child("list/item") List<Long> items,
            @Attr("dev@name") List<String> devs) {
    }

    @Test
    void wrappersAreSharedAndLeftOutWhenEmpty() {
        String text = """
                <paths>
                  <a y='Y'>
                    <b x='X'>
                      <c>C</c>
                    </b>
                  </a>
                  <present/>
                  <list>
                    <item>1</item>
                    <item>2</item>
                  </list>
                  <dev name='p'/>
                  <dev name='q'/>
                </paths>
                """;
        var value = read(Paths.class, text);
        assertThat(value).isEqualTo(new Paths("X", "C", "Y", true, List.of(1L, 2L), List.of("p", "q")));
        assertThat(write(Paths.class, value)).isEqualTo(text);
        assertThat(write(Paths.class, read(Paths.class, "<paths><a/></paths>"))).isEqualTo("<paths/>\n");
    }

    @Choice(value = "type", def = "one")
    public sealed interface Either {
    }

    @Case("one")
    public record One(@Attr("source@file") @Nullable String file) implements Either {
    }

    @Case({"two", "three"})
    public record Two(@Attr String type, @Attr("source@dev") @Nullable String dev) implements Either {
    }

    @Element("holder")
    public record Holder(@Inline Either either, @Inline("deep") @Nullable Part part, @Child("inner") @Nullable Holder inner) {
    }

    public record Part(@Attr @Nullable Integer p, @Child @Nullable String q) {
    }

    @Test
    void choicesAndInlineParts() {
        var value = read(Holder.class, "<holder type='three'><source dev='d'/><deep p='1'/><inner><source file='f'/></inner></holder>");
        assertThat(value).isEqualTo(new Holder(new Two("three", "d"), new Part(1, null), new Holder(new One("f"), null, null)));
        assertThat(write(Holder.class, value)).isEqualTo("""
                <holder type='three'>
                  <source dev='d'/>
                  <deep p='1'/>
                  <inner type='one'>
                    <source file='f'/>
                  </inner>
                </holder>
                """);
        assertThat(failure(Holder.class, "<holder type='four'/>"))
                .hasMessage("Invalid value for attribute 'type' in element 'holder': 'four'.");
    }

    @Element("numbers")
    public record Numbers(
            @Attr @Hex(4) @Nullable Integer hex,
            @Attr @Range(min = 1, max = 9) @Nullable Integer small,
            @Attr @Range(min = -5, max = 5) @Nullable Integer signed,
            @Attr @Nullable UUID uuid,
            @Attr @Nullable IdSet set,
            @Child @Scaled @Nullable MemorySize memory,
            @Child @Scaled(in = "b", out = "") @Nullable MemorySize pretty) {
    }

    @Test
    void numbersAndUnits() {
        var value = read(Numbers.class, """
                <numbers hex='0x1f' small='9' signed='-5' uuid='c7a5fdbdedaf9455926ad65c16db1809' set='0-3,^2,7'>
                  <memory unit='GiB'>2</memory><pretty unit='M'>3</pretty>
                </numbers>""");
        assertThat(write(Numbers.class, value)).isEqualTo("""
                <numbers hex='0x001f' small='9' signed='-5' uuid='c7a5fdbd-edaf-9455-926a-d65c16db1809' set='0-1,3,7'>
                  <memory unit='KiB'>2097152</memory>
                  <pretty unit='MiB'>3</pretty>
                </numbers>
                """);
        assertThat(read(Numbers.class, "<numbers hex='010'/>").hex()).isEqualTo(8);
        assertThat(failure(Numbers.class, "<numbers small='0'/>")).hasMessageEndingWith("Zero is not permitted");
        assertThat(failure(Numbers.class, "<numbers small='10'/>")).hasMessageContaining("'10'");
        assertThat(failure(Numbers.class, "<numbers><memory unit='parsec'>1</memory></numbers>")).hasMessageContaining("Unknown unit 'parsec'");
        assertThat(failure(Numbers.class, "<numbers><memory unit='EiB'>99</memory></numbers>")).hasMessageContaining("too large");
        assertThat(failure(Numbers.class, "<numbers small='99999999999999999999'/>")).hasMessageContaining("Expected");
    }

    @Element("private")
    public record Private(
            @Attr @Live @Nullable Integer id,
            @Attr("alias@name") @Live(unlessPrefix = "ua-") @Nullable String alias,
            @Attr @Secret @Nullable String passwd) {
    }

    @Test
    void liveAndSecretParts() {
        String text = "<private id='3' passwd='p'><alias name='net0'/></private>";
        var live = read(Private.class, text);
        assertThat(Xml.format(Private.class, live, FormatOptions.LIVE)).isEqualTo("<private id='3'>\n  <alias name='net0'/>\n</private>\n");
        assertThat(Xml.format(Private.class, live, FormatOptions.STORED)).isEqualTo("<private passwd='p'/>\n");
        assertThat(Xml.parse(Private.class, text, ParseOptions.DEFINITION)).isEqualTo(new Private(null, null, "p"));
        var own = new Private(null, "ua-mine", null);
        assertThat(Xml.format(Private.class, own, FormatOptions.INACTIVE)).contains("ua-mine");
    }

    @Test
    void strictReadingNamesWhatIsUnknown() {
        var strict = ParseOptions.LIVE.withStrict(true);
        assertThat(catchThrowableOfType(XmlException.class, () -> Xml.parse(Paths.class, "<paths>\n<nosuch/></paths>", strict)))
                .returns(XmlException.Kind.SCHEMA, XmlException::kind).returns(2, XmlException::line)
                .hasMessageContaining("Element paths has extra content: nosuch");
        assertThat(catchThrowableOfType(XmlException.class, () -> Xml.parse(Paths.class, "<paths bad='1'/>", strict)))
                .hasMessageContaining("Invalid attribute bad for element paths");
        assertThat(read(Paths.class, "<paths bad='1'><nosuch/></paths>")).isNotNull();
    }

    @Element("open")
    public record Open(@Child @Nullable RawElement metadata, @Inline @Nullable Own own, @Foreign List<RawElement> rest) {
    }

    @XmlNamespace(uri = "urn:own", prefix = "own")
    public record Own(@Attr("thing@value") List<String> things) {
    }

    @Test
    void foreignElementsAreKept() {
        String text = """
                <open xmlns:o='urn:own' xmlns:f='urn:f'>
                  <metadata><app:x xmlns:app='urn:app' f:a='1'>text <b/></app:x></metadata>
                  <o:thing value='v'/>
                  <f:more/>
                </open>
                """;
        var value = Xml.parse(Open.class, text, ParseOptions.LIVE.withStrict(true));
        assertThat(value.own()).isEqualTo(new Own(List.of("v")));
        assertThat(value.metadata()).extracting(RawElement::children).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).hasSize(1);
        String written = write(Open.class, value);
        assertThat(written).startsWith("<open xmlns:own='urn:own'>").contains("<own:thing value='v'/>", "<f:more xmlns:f='urn:f'/>",
                "<app:x xmlns:app='urn:app' f:a='1'>text <b/></app:x>", "xmlns:f='urn:f'");
        assertThat(read(Open.class, written)).isEqualTo(read(Open.class, write(Open.class, read(Open.class, written))));
    }

    @Test
    void copiesWithOneComponentChanged() {
        var plain = new Plain("a", null, null, OnOff.ON, 3, null);
        assertThat(Records.with(plain, "count", 5)).isEqualTo(new Plain("a", 5, null, OnOff.ON, 3, null));
        assertThatThrownBy(() -> Records.with(plain, "count", "five")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Records.with(plain, "nosuch", 1)).hasMessageContaining("has no component 'nosuch'");
        assertThat(Records.blank(Plain.class, "n")).isEqualTo(new Plain("n", null, null, OnOff.ON, 3, null));
        assertThat(Records.blank(Paths.class)).isEqualTo(new Paths(null, null, null, false, List.of(), List.of()));
    }
}

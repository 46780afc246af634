package io.jvirt.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {
    @Test
    void aTableIsAlignedByWhatATerminalShows() {
        TextTable table = new TextTable("Id", "Name", "State");
        table.row(1, "web", "running");
        table.row(null, "機器", "shut off");
        table.row(null, "e\u0301t\u0007", "shut off");
        assertThat(table.text(true)).isEqualTo("""
                 Id   Name     State
                -------------------------
                 1    web      running
                 -    機器     shut off
                 -    e\u0301t\\x07   shut off
                """.replace("\t", ""));
        assertThat(table.text(false)).startsWith(" 1   web      running\n");
    }

    @Test
    void fieldsKeepTheirValues() {
        Fields fields = new Fields(15).add("Id:", 3).add("Max memory:", "8 KiB", "max-memory-kib", 8L);
        assertThat(fields.text()).isEqualTo("Id:             3\nMax memory:     8 KiB\n");
        assertThat(fields.record()).containsExactly(Map.entry("id", 3L), Map.entry("max-memory-kib", 8L));
    }

    private static Map<String, @Nullable Object> sample() {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("name", "a\"b\n");
        record.put("id", null);
        record.put("disks", Arrays.asList(Map.of("target", "vda"), Map.of("target", "yes")));
        record.put("none", List.of());
        record.put("count", 3);
        return record;
    }

    @Test
    void json() {
        assertThat(Json.write(sample())).isEqualTo("""
                {
                  "name": "a\\"b\\n",
                  "id": null,
                  "disks": [
                    {
                      "target": "vda"
                    },
                    {
                      "target": "yes"
                    }
                  ],
                  "none": [],
                  "count": 3
                }
                """);
    }

    @Test
    void yaml() {
        assertThat(Yaml.write(sample())).isEqualTo("""
                name: "a\\"b\\n"
                id: null
                disks:
                  - target: vda
                  - target: "yes"
                none: []
                count: 3
                """);
        assertThat(Yaml.write(List.of(Map.of("a", List.of("1", "x y")), "true"))).isEqualTo("""
                - a:
                    - "1"
                    - x y
                - "true"
                """);
    }

    @ParameterizedTest
    @CsvSource({"5,5120", "5k,5120", "5KB,5000", "2M,2097152", "1GiB,1073741824", "7b,7", "7bytes,7"})
    void sizes(String text, long bytes) {
        assertThat(Sizes.parse(text, 1024, Long.MAX_VALUE)).isEqualTo(bytes);
    }

    @Test
    void badSizes() {
        assertThatThrownBy(() -> Sizes.parse("1x", 1024, Long.MAX_VALUE))
                .hasMessage("invalid argument: unknown suffix 'x'");
        assertThatThrownBy(() -> Sizes.parse("abc", 1024, Long.MAX_VALUE)).hasMessage("");
        assertThatThrownBy(() -> Sizes.parse("9999999999999999E", 1, Long.MAX_VALUE))
                .hasMessageContaining("too large");
    }

    @Test
    void prettySizes() {
        assertThat(Sizes.pretty(1023).text()).isEqualTo("1023.000 B");
        assertThat(Sizes.pretty(1536).text()).isEqualTo("1.500 KiB");
        assertThat(Sizes.pretty(20L << 30).text()).isEqualTo("20.000 GiB");
    }
}

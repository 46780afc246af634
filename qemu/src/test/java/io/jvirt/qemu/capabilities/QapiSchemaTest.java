package io.jvirt.qemu.capabilities;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class QapiSchemaTest {
    private final QapiSchema schema = new QapiSchema(JsonMapper.builder().build().readTree("""
            [{"meta-type":"command","name":"plug","arg-type":"0","ret-type":"[1]","features":["json"]},
             {"meta-type":"event","name":"PLUGGED","arg-type":"2"},
             {"meta-type":"object","name":"0","tag":"kind","members":[{"name":"kind","type":"3"},
               {"name":"speed","type":"int","default":null,"features":["slow"]}],
               "variants":[{"case":"disk","type":"2"}]},
             {"meta-type":"array","name":"[1]","element-type":"1"},
             {"meta-type":"object","name":"1","members":[{"name":"state","type":"3"}]},
             {"meta-type":"object","name":"2","members":[{"name":"file","type":"str"}]},
             {"meta-type":"enum","name":"3","values":["disk","net"]},
             {"meta-type":"builtin","name":"int","json-type":"int"},
             {"meta-type":"builtin","name":"str","json-type":"string"}]"""));

    @ParameterizedTest
    @ValueSource(strings = {"plug", "PLUGGED", "plug/$json", "plug/arg-type/kind", "plug/arg-type/kind/^net",
            "plug/arg-type/+disk", "plug/arg-type/+disk/file", "plug/arg-type/*speed", "plug/arg-type/speed/$slow",
            "plug/ret-type/state/^disk", "PLUGGED/arg-type/file"})
    void findsWhatIsThere(String path) {
        assertThat(schema.has(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unplug", "0", "plug/$yaml", "plug/arg-type/nope", "plug/arg-type/kind/^floppy",
            "plug/arg-type/+net", "plug/arg-type/*kind", "plug/arg-type/+disk/file/deeper", "PLUGGED/ret-type"})
    void missesWhatIsNot(String path) {
        assertThat(schema.has(path)).isFalse();
    }

    @Test
    void listsCommandsAndEvents() {
        assertThat(schema.commands()).containsExactly("plug");
        assertThat(schema.hasEvent("PLUGGED")).isTrue();
        assertThat(schema.hasEvent("plug")).isFalse();
    }
}

package io.jvirt.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @Test
    void everythingWorksWithoutAFile(@TempDir Path folder) throws Exception {
        assertThat(SettingsFile.read(folder.resolve("none.conf"), false)).isEqualTo(Settings.defaults());
    }

    @Test
    void aFileThatSomebodyNamedMustExist(@TempDir Path folder) {
        assertThatThrownBy(() -> SettingsFile.read(folder.resolve("none.conf"), true))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("none.conf")
                .hasMessageContaining("does not exist");
    }

    @Test
    void readsNumbersTextAndComments(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("jvirtd.conf");
        Files.writeString(file, """
                # comment
                listen_classic = 1
                  unix_sock_group='kvm'   # who may
                unix_sock_rw_perms = "0660"
                max_clients = 7 # few
                log_level = "debug"
                """);
        Settings settings = SettingsFile.read(file, true);
        assertThat(settings.listenClassic()).isTrue();
        assertThat(settings.socketGroup()).isEqualTo("kvm");
        assertThat(settings.readWriteMode()).isEqualTo(0660);
        assertThat(settings.maxClients()).isEqualTo(7);
        assertThat(settings.logLevel()).isEqualTo(Level.DEBUG);
        assertThat(settings.maxAnonymousClients()).isEqualTo(20);
    }

    @Test
    void reportsAllMistakesAtOnceWithLinesAndRemedy() {
        assertThatThrownBy(() -> SettingsFile.parse("x.conf", """
                max_client = 5
                nonsense
                max_clients = 0
                unix_sock_rw_perms = 0770
                unix_sock_ro_perms = "0999"
                log_level = "loud"
                listen_classic = 2
                unix_sock_group = kvm
                keepalive_count = 3
                keepalive_count = 4
                """))
                .isInstanceOfSatisfying(SettingsException.class, e -> assertThat(e.problems())
                        .containsExactly(
                                "line 1: there is no setting 'max_client'; did you mean max_clients?",
                                "line 2: 'nonsense' is not of the form key = value",
                                "line 3: max_clients = 0: must be from 1 to 100000",
                                "line 4: unix_sock_rw_perms = 0770: must be permissions in octal, in quotes, such as \"0770\"",
                                "line 5: unix_sock_ro_perms = \"0999\": must be permissions in octal, in quotes, such as \"0770\"",
                                "line 6: log_level = \"loud\": must be one of \"debug\", \"info\", \"warning\", \"error\"",
                                "line 7: listen_classic = 2: must be 0 or 1",
                                "line 8: unix_sock_group = kvm: must be in quotes",
                                "line 10: keepalive_count was set in line 9 already"));
    }

    @Test
    void theSampleChangesNothingAndNamesEverySetting() throws Exception {
        String sample = Settings.sample();
        assertThat(SettingsFile.parse("sample", sample)).isEqualTo(Settings.defaults());
        StringBuilder active = new StringBuilder();
        sample.lines().forEach(line -> active.append(
                        line.startsWith("#") && line.contains(" = ") && !line.startsWith("# ") ? line.substring(1) : line)
                .append('\n'));
        assertThat(SettingsFile.parse("sample", active.toString())).isEqualTo(Settings.defaults());
        assertThat(Settings.ALL).allSatisfy(setting -> assertThat(sample).contains("\n#" + setting.key() + " = "));
    }
}

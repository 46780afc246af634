package io.jvirt.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SnapshotDocumentsTest {
    @Test
    void aWishHasNothingOfAMadeSnapshot() {
        var wish = SnapshotDescription.wish("<domainsnapshot><state>running</state><creationTime>5</creationTime></domainsnapshot>",
                ParseOptions.DEFINITION);
        assertThat(wish.state()).isNull();
        assertThat(wish.madeAt(7).name()).isEqualTo("7");
        UUID guest = UUID.randomUUID();
        assertThat(Xml.format(SnapshotDescription.class, wish.madeAt(7).ofDomain(guest), FormatOptions.INACTIVE)).isEqualTo("""
                <domainsnapshot>
                  <name>7</name>
                  <creationTime>7</creationTime>
                  <domain>
                    <uuid>%s</uuid>
                  </domain>
                </domainsnapshot>
                """.formatted(guest));
    }

    @Test
    void aMadeSnapshotIsWhole() {
        assertThatThrownBy(() -> SnapshotDescription.made("<domainsnapshot/>", false, ParseOptions.DEFINITION)).isInstanceOf(XmlException.class);
        var made = SnapshotDescription.made("<domainsnapshot><name>a</name><state>shutoff</state><creationTime>5</creationTime></domainsnapshot>",
                false, ParseOptions.DEFINITION);
        assertThat(Xml.format(SnapshotDescription.class, made, FormatOptions.INACTIVE)).contains("<memory snapshot='no'/>");
        assertThatThrownBy(() -> SnapshotDescription.made("<domainsnapshot><name>a</name><state>shutoff</state><creationTime>5</creationTime>"
                + "<memory snapshot='internal'/></domainsnapshot>", false, ParseOptions.DEFINITION)).isInstanceOf(XmlException.class);
    }

    @Test
    void aPlaceForANewImageMeansOne() {
        String xml = Xml.format(SnapshotDescription.class, SnapshotDescription.wish("""
                <domainsnapshot><disks><disk name='vda'><source file='/a'/></disk><disk name='vdb'/></disks></domainsnapshot>
                """, ParseOptions.DEFINITION), FormatOptions.INACTIVE);
        assertThat(xml).contains("<disk name='vdb'/>").containsPattern("<disk (type='file' )?name='vda' snapshot='external'");
        assertThatThrownBy(() -> SnapshotDescription.wish(
                "<domainsnapshot><disks><disk name='vda' snapshot='internal'><source file='/a'/></disk></disks></domainsnapshot>",
                ParseOptions.DEFINITION)).hasMessageContaining("requires use of external snapshot mode");
        assertThatThrownBy(() -> SnapshotDescription.wish(
                "<domainsnapshot><disks><disk name='vda'><source file='a'/></disk></disks></domainsnapshot>",
                ParseOptions.DEFINITION)).hasMessageContaining("must be absolute");
    }

    @Test
    void checkpointsHaveNamesThatFilesCanHave() {
        assertThatThrownBy(() -> CheckpointDescription.wish("<domaincheckpoint><name>../a</name></domaincheckpoint>", ParseOptions.DEFINITION))
                .isInstanceOf(XmlException.class);
        assertThatThrownBy(() -> CheckpointDescription.wish("<domaincheckpoint><active>1</active></domaincheckpoint>", ParseOptions.DEFINITION))
                .isInstanceOf(XmlException.class);
        var made = CheckpointDescription.wish("<domaincheckpoint><disks><disk name='vda'/><disk name='vdb' checkpoint='no'/></disks></domaincheckpoint>",
                ParseOptions.DEFINITION).madeAt(9);
        assertThat(made.disks()).containsExactly(new CheckpointDescription.CheckpointDisk("vda", CheckpointDescription.Kind.BITMAP, "9", null),
                new CheckpointDescription.CheckpointDisk("vdb", CheckpointDescription.Kind.NO, null, null));
    }

    @Test
    void aBackupNamesAllDisksInTheEnd() {
        var all = BackupDescription.read("<domainbackup/>", false, ParseOptions.DEFINITION).forDisks(Map.of("vda", "/a"), "b");
        assertThat(Xml.format(BackupDescription.class, all, FormatOptions.INACTIVE)).isEqualTo("""
                <domainbackup mode='push'>
                  <disks>
                    <disk name='vda' backup='yes' type='file' backupmode='full'>
                      <target file='/a.b'/>
                    </disk>
                  </disks>
                </domainbackup>
                """);
        assertThatThrownBy(() -> BackupDescription.read("<domainbackup><disks><disk name='x' backup='no'/></disks></domainbackup>", false,
                ParseOptions.DEFINITION).forDisks(Map.of(), "b")).hasMessageContaining("no disk named 'x'");
        assertThatThrownBy(() -> BackupDescription.read("<domainbackup><server name='localhost'/></domainbackup>", false, ParseOptions.DEFINITION))
                .hasMessageContaining("requires pull mode");
    }
}

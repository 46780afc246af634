package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.CONFIG;
import static io.jvirt.cli.table.Common.CURRENT;
import static io.jvirt.cli.table.Common.DOMAIN;
import static io.jvirt.cli.table.Common.LIVE;
import static io.jvirt.cli.table.Common.SECURITY_INFO;
import static io.jvirt.cli.table.Common.WRAP;
import static io.jvirt.cli.table.Common.XPATH;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.Definitions;
import io.jvirt.cli.run.Editing;
import io.jvirt.cli.run.Identity;
import io.jvirt.cli.run.MetadataCommands;

/** Commands about guests' documents and names. */
public final class DefinitionTable implements CommandTable {
    private final Command[] commands = {
        of("define", "store a guest's document, without starting it",
                "Stores the document of a new guest, or a new document of a known one.",
                "jvirt define guest.xml",
                Option.required("file", Values.FILE, "the guest's document"),
                flag("validate", "refuse a document with unknown elements")),
        of("undefine", "remove a guest's document",
                "Removes the stored document of a guest. A running guest goes on without one.",
                "jvirt undefine web --managed-save --nvram",
                DOMAIN,
                flag("managed-save", "remove the managed save image too"),
                Option.text("storage", Values.DISK, "remove these disks too: targets or sources, with commas between"),
                flag("remove-all-storage", "remove all disks too"),
                flag("delete-storage-volume-snapshots", "remove the snapshots of the removed disks too"),
                flag("wipe-storage", "overwrite the removed disks"),
                flag("snapshots-metadata", "forget the snapshots too"),
                flag("checkpoints-metadata", "forget the checkpoints too"),
                flag("nvram", "remove the firmware's variables too"),
                flag("keep-nvram", "keep the firmware's variables"),
                flag("tpm", "remove the TPM's state too"),
                flag("keep-tpm", "keep the TPM's state")),
        of("dumpxml", "print a guest's document", "Prints the document of a guest.",
                "jvirt dumpxml web --inactive",
                DOMAIN,
                flag("inactive", "as of the next start"),
                SECURITY_INFO,
                flag("update-cpu", "with the CPU as it comes out on this host"),
                flag("migratable", "as another host should get it"),
                XPATH,
                WRAP),
        of("edit", "change a guest's document in an editor",
                "Opens the stored document in $VISUAL or $EDITOR and stores it when it was changed.",
                "EDITOR=nano jvirt edit web",
                DOMAIN,
                flag("skip-validate", "take a document with unknown elements too")),
        of("domrename", "give a guest another name", "Renames a guest that is off.",
                "jvirt domrename web www",
                Common.guest(Values.INACTIVE_DOMAIN, "the guest's name or UUID"),
                Option.required("new-name", Values.NONE, "the name it gets")),
        of("domid", "the id of a guest", "Prints the id of the guest's present run, - when it is off.",
                "jvirt domid web", Common.guest(Values.DOMAIN, "the guest's name or UUID")),
        of("domname", "the name of a guest", "Prints the name of a guest.",
                "jvirt domname 1", Common.guest(Values.DOMAIN, "the guest's id or UUID")),
        of("domuuid", "the UUID of a guest", "Prints the UUID of a guest.",
                "jvirt domuuid web", Common.guest(Values.DOMAIN, "the guest's id or name")),
        of("desc", "a guest's description or title",
                "Prints a guest's description or title, or sets it to the given words; empty removes it.",
                "jvirt desc web --title 'The web server'",
                DOMAIN,
                LIVE,
                CONFIG,
                CURRENT,
                flag("title", "the title, not the description"),
                flag("edit", "change it in an editor"),
                Option.list("new-desc", Values.NONE, "the new text")),
        of("metadata", "what programs keep with a guest",
                "Prints, sets or removes the metadata element of a namespace.",
                "jvirt metadata web http://example.org/app --key app --set '<owner>ann</owner>'",
                DOMAIN,
                Option.required("uri", Values.NONE, "the namespace"),
                LIVE,
                CONFIG,
                CURRENT,
                flag("edit", "change it in an editor"),
                Option.text("key", Values.NONE, "the prefix that stands for the namespace"),
                Option.text("set", Values.NONE, "the new element"),
                flag("remove", "remove it")),
        of("domxml-from-native", "turn a foreign configuration into a document",
                "Converts a configuration file of a hypervisor into a guest's document.",
                "jvirt domxml-from-native qemu-argv guest.args",
                Option.required("format", Values.NONE, "the file's format"),
                Option.required("config", Values.FILE, "the file")),
        of("domxml-to-native", "turn a document into a foreign configuration",
                "Prints the configuration, such as the command line, that a guest's document leads to.",
                "jvirt domxml-to-native qemu-argv --domain web",
                Option.required("format", Values.NONE, "the format to write"),
                Option.named("domain", Values.DOMAIN, "a defined guest, by name, id or UUID"),
                Option.text("xml", Values.FILE, "a document instead")),
    };

    @Override
    public Group group() {
        return Group.DOMAIN;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "define" -> Definitions.define(in);
            case "undefine" -> Definitions.undefine(in);
            case "dumpxml" -> Definitions.dump(in);
            case "edit" -> Editing.domain(in);
            case "domrename" -> Identity.rename(in);
            case "domid" -> Identity.id(in);
            case "domname" -> Identity.name(in);
            case "domuuid" -> Identity.uuid(in);
            case "desc" -> MetadataCommands.description(in);
            case "metadata" -> MetadataCommands.element(in);
            case "domxml-from-native" -> Definitions.fromNative(in);
            case "domxml-to-native" -> Definitions.toNative(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}

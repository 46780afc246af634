package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.ACTIVE;
import static io.jvirt.cli.table.Common.BYPASS_CACHE;
import static io.jvirt.cli.table.Common.PAUSED;
import static io.jvirt.cli.table.Common.RESET_NVRAM;
import static io.jvirt.cli.table.Common.RUNNING;
import static io.jvirt.cli.table.Common.SECURITY_INFO;
import static io.jvirt.cli.table.Common.VERBOSE;
import static io.jvirt.cli.table.Common.WRAP;
import static io.jvirt.cli.table.Common.XPATH;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.Editing;
import io.jvirt.cli.run.Jobs;
import io.jvirt.cli.run.SavedStates;
import io.jvirt.cli.run.Saving;

/** Commands about saved guests, core dumps and the jobs that write them. */
public final class SavedStateTable implements CommandTable {
    private static final Option SAVED = Common.guest(Values.SAVED_DOMAIN, "the guest's name, id or UUID");
    private static final Option NEW_XML = Option.required("xml", Values.FILE, "the new document");
    private static final Option IMAGE = Option.required("file", Values.FILE, "a file that save wrote");

    private final Command[] commands = {
        of("save", "write a guest's state to a file and end it",
                "Writes the memory and devices of a running guest to a file and ends the guest. restore continues it.",
                "jvirt save web /var/tmp/web.sav --verbose",
                ACTIVE,
                Option.required("file", Values.FILE, "the file to write"),
                BYPASS_CACHE,
                Option.text("xml", Values.FILE, "a document to store instead of the guest's own"),
                RUNNING,
                PAUSED,
                VERBOSE),
        of("restore", "continue a guest from a file", "Continues a guest from a file that save wrote.",
                "jvirt restore /var/tmp/web.sav",
                IMAGE,
                BYPASS_CACHE,
                Option.text("xml", Values.FILE, "a document to use instead of the stored one"),
                RUNNING,
                PAUSED,
                RESET_NVRAM),
        of("managedsave", "save a guest so that start continues it",
                "Writes the state of a running guest to a file of the daemon's and ends the guest; the next start\n"
                        + "    continues it from there.",
                "jvirt managedsave web --verbose", ACTIVE, BYPASS_CACHE, RUNNING, PAUSED, VERBOSE),
        of("managedsave-remove", "forget the managed save image", "Removes the managed save image of a guest.",
                "jvirt managedsave-remove web", SAVED),
        of("managedsave-edit", "change the document of a managed save image",
                "Opens the document in the managed save image in an editor.",
                "jvirt managedsave-edit web", SAVED, RUNNING, PAUSED),
        of("managedsave-dumpxml", "print the document of a managed save image",
                "Prints the document in the managed save image of a guest.",
                "jvirt managedsave-dumpxml web", SAVED, SECURITY_INFO, XPATH, WRAP),
        of("managedsave-define", "replace the document of a managed save image",
                "Replaces the document in the managed save image of a guest.",
                "jvirt managedsave-define web new.xml", SAVED, NEW_XML, RUNNING, PAUSED),
        of("save-image-define", "replace the document in a saved file", "Replaces the document in a saved file.",
                "jvirt save-image-define web.sav new.xml", IMAGE, NEW_XML, RUNNING, PAUSED),
        of("save-image-dumpxml", "print the document in a saved file", "Prints the document in a saved file.",
                "jvirt save-image-dumpxml web.sav", IMAGE, SECURITY_INFO, XPATH, WRAP),
        of("save-image-edit", "change the document in a saved file",
                "Opens the document in a saved file in an editor.",
                "jvirt save-image-edit web.sav", IMAGE, RUNNING, PAUSED),
        of("dump", "write a guest's memory to a file for a debugger", "Writes the memory of a guest to a file.",
                "jvirt dump web web.core --memory-only --live",
                ACTIVE,
                Option.required("file", Values.FILE, "the file to write"),
                flag("live", "keep the guest running meanwhile"),
                flag("crash", "end the guest afterwards, as crashed"),
                BYPASS_CACHE,
                flag("reset", "reset the guest afterwards"),
                VERBOSE,
                flag("memory-only", "memory and registers only, for crash and gdb"),
                Option.text("format", Values.DUMP_FORMAT, "the format of a memory-only dump")),
        of("domjobinfo", "how far a guest's job is", "Prints how far the running job of a guest is.",
                "jvirt domjobinfo web",
                ACTIVE,
                flag("completed", "the last completed job instead"),
                flag("keep-completed", "do not forget the completed job"),
                flag("anystats", "print the figures of failed jobs too"),
                flag("rawstats", "print the values as they come")),
        of("domjobabort", "cancel a guest's job", "Cancels the running job of a guest.",
                "jvirt domjobabort web",
                ACTIVE,
                flag("postcopy", "interrupt a post-copy migration")),
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
            case "save" -> Saving.save(in);
            case "restore" -> SavedStates.restore(in);
            case "managedsave" -> Saving.managedSave(in);
            case "managedsave-remove" -> SavedStates.removeManaged(in);
            case "managedsave-edit" -> Editing.managedSave(in);
            case "managedsave-dumpxml" -> SavedStates.dumpManaged(in);
            case "managedsave-define" -> SavedStates.defineManaged(in);
            case "save-image-define" -> SavedStates.define(in);
            case "save-image-dumpxml" -> SavedStates.dump(in);
            case "save-image-edit" -> Editing.savedImage(in);
            case "dump" -> Saving.dump(in);
            case "domjobinfo" -> Jobs.info(in);
            case "domjobabort" -> Jobs.abort(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}

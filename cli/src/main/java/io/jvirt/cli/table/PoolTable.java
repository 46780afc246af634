package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.LOOP;
import static io.jvirt.cli.table.Common.TIMEOUT;
import static io.jvirt.cli.table.Common.TIMESTAMP;
import static io.jvirt.cli.table.Common.WRAP;
import static io.jvirt.cli.table.Common.XPATH;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.Editing;
import io.jvirt.cli.run.PoolDefinitions;
import io.jvirt.cli.run.PoolEventCommand;
import io.jvirt.cli.run.PoolFacts;
import io.jvirt.cli.run.PoolLife;
import java.util.ArrayList;
import java.util.List;

/** Commands about storage pools. */
public final class PoolTable implements CommandTable {
    private static final Option POOL = Option.required("pool", Values.POOL, "the pool's name or UUID");
    private static final Option TYPE = Option.required("type", Values.NONE, "the type of the pool, such as dir");
    private static final Option BUILD = flag("build", "build it first");
    private static final Option OVERWRITE = flag("overwrite", "overwrite what is there");
    private static final Option NO_OVERWRITE = flag("no-overwrite", "not when something is there");

    private static Option text(String name, String help) {
        return Option.text(name, Values.NONE, help);
    }

    private static Option[] description(Option... more) {
        List<Option> options = new ArrayList<>(List.of(
                Option.required("name", Values.NONE, "the name of the pool"),
                TYPE,
                flag("print-xml", "only print the document"),
                text("source-host", "the server"),
                text("source-path", "the folder on the server"),
                text("source-dev", "the device"),
                text("source-name", "the name of the storage"),
                text("target", "where the host has the volumes"),
                text("source-format", "the format of the storage"),
                text("auth-type", "how the server asks who one is"),
                text("auth-username", "the user"),
                text("secret-usage", "what the password's secret is for"),
                text("secret-uuid", "the UUID of the password's secret"),
                text("adapter-name", "the SCSI adapter"),
                text("adapter-wwnn", "the node name of a Fibre Channel adapter"),
                text("adapter-wwpn", "the port name of a Fibre Channel adapter"),
                text("adapter-parent", "the adapter on which a virtual one is made"),
                text("adapter-parent-wwnn", "the node name of that adapter"),
                text("adapter-parent-wwpn", "the port name of that adapter"),
                text("adapter-parent-fabric-wwn", "the fabric of that adapter"),
                text("source-protocol-ver", "the version of NFS"),
                text("source-initiator", "the name that the host gives itself (iSCSI)")));
        options.addAll(List.of(more));
        return options.toArray(new Option[0]);
    }

    private final Command[] commands = {
        of("pool-list", "list storage pools", "Prints the active pools, or those that the options select.",
                "jvirt pool-list --all --details",
                flag("inactive", "only those that are not started"),
                flag("all", "also those that are not started"),
                flag("transient", "only those without a stored definition"),
                flag("persistent", "only those with a stored definition"),
                flag("autostart", "only those that start by themselves"),
                flag("no-autostart", "only those that do not"),
                text("type", "only these types, with commas between"),
                flag("details", "with sizes"),
                flag("uuid", "only UUIDs"),
                flag("name", "only names")),
        of("pool-info", "a storage pool at a glance", "Prints a pool's state and room.", "jvirt pool-info default --bytes",
                POOL, flag("bytes", "sizes in bytes")),
        of("pool-define", "store a pool's definition", "Stores the definition of a pool from a file, new or changed.",
                "jvirt pool-define pool.xml", Option.required("file", Values.FILE, "the document"),
                flag("validate", "refuse unknown elements")),
        of("pool-define-as", "store a pool's definition made of options", "Stores the definition of a pool made of the options.",
                "jvirt pool-define-as images dir --target /srv/images", description()),
        of("pool-create", "start a pool without storing it", "Starts a pool from a file; it is forgotten when it is stopped.",
                "jvirt pool-create pool.xml --build", Option.required("file", Values.FILE, "the document"),
                BUILD, NO_OVERWRITE, OVERWRITE),
        of("pool-create-as", "start a pool made of options", "Starts a pool made of the options; it is forgotten when it is stopped.",
                "jvirt pool-create-as images dir --target /srv/images --build", description(BUILD, NO_OVERWRITE, OVERWRITE)),
        of("pool-build", "make a pool's storage", "Makes the folder, file system or volume group of a pool.",
                "jvirt pool-build images", POOL, NO_OVERWRITE, OVERWRITE),
        of("pool-start", "start a storage pool", "Starts a stored pool.", "jvirt pool-start images --build",
                POOL, BUILD, NO_OVERWRITE, OVERWRITE),
        of("pool-destroy", "stop a storage pool", "Stops a pool; no data are lost.", "jvirt pool-destroy images", POOL),
        of("pool-delete", "remove a pool's storage", "Removes the storage of a stopped pool for good; its definition stays.",
                "jvirt pool-delete images", POOL),
        of("pool-undefine", "forget a pool's definition", "Forgets the definition of a stopped pool; its storage stays.",
                "jvirt pool-undefine images", POOL),
        of("pool-refresh", "look which volumes a pool has", "Looks again which volumes a pool has and how much room there is.",
                "jvirt pool-refresh images", POOL),
        of("pool-autostart", "say whether a pool starts by itself", "Makes a pool start with the daemon, or not.",
                "jvirt pool-autostart images", POOL, flag("disable", "it does not")),
        of("pool-dumpxml", "print a pool's document", "Prints the document of a pool.", "jvirt pool-dumpxml images",
                POOL, flag("inactive", "as of the next start"), XPATH, WRAP),
        of("pool-edit", "change a pool's document in an editor",
                "Opens the stored document in $VISUAL or $EDITOR and stores it when it was changed.",
                "EDITOR=nano jvirt pool-edit images", POOL),
        of("pool-name", "the name of a pool", "Prints the name of the pool with this UUID.",
                "jvirt pool-name 5c331afe-28ca-4614-9008-af38e3419d52", POOL),
        of("pool-uuid", "the UUID of a pool", "Prints the UUID of the pool with this name.", "jvirt pool-uuid images", POOL),
        of("pool-event", "wait for pools' events", "Prints the events of pools as they happen, or the kinds there are.",
                "jvirt pool-event --event lifecycle --loop",
                Option.text("pool", Values.POOL, "only this pool's, by name or UUID"),
                Option.text("event", Values.NONE, "the kind to wait for"),
                LOOP, TIMEOUT, flag("list", "list the kinds"), TIMESTAMP),
        of("pool-capabilities", "what pools there can be", "Prints the document of the types of pools and their formats.",
                "jvirt pool-capabilities"),
        of("find-storage-pool-sources", "storage that pools could be made of",
                "Looks for storage of a type and prints a <sources> document.",
                "jvirt find-storage-pool-sources logical", TYPE, Option.text("srcSpec", Values.FILE, "a <source> document: where to look")),
        of("find-storage-pool-sources-as", "storage that pools could be made of, by options",
                "Looks for storage of a type on a server and prints a <sources> document.",
                "jvirt find-storage-pool-sources-as netfs --host nas.example.org",
                TYPE, text("host", "the server"), text("port", "its port"), text("initiator", "the name that the host gives itself")),
    };

    @Override
    public Group group() {
        return Group.POOL;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "pool-list" -> PoolFacts.list(in);
            case "pool-info" -> PoolFacts.info(in);
            case "pool-dumpxml" -> PoolFacts.dump(in);
            case "pool-name" -> PoolFacts.name(in);
            case "pool-uuid" -> PoolFacts.uuid(in);
            case "pool-capabilities" -> PoolFacts.capabilities(in);
            case "find-storage-pool-sources" -> PoolFacts.sources(in);
            case "find-storage-pool-sources-as" -> PoolFacts.sourcesByOptions(in);
            case "pool-define" -> PoolDefinitions.define(in);
            case "pool-define-as" -> PoolDefinitions.defineByOptions(in);
            case "pool-create" -> PoolDefinitions.create(in);
            case "pool-create-as" -> PoolDefinitions.createByOptions(in);
            case "pool-edit" -> Editing.pool(in);
            case "pool-event" -> PoolEventCommand.run(in);
            default -> PoolLife.run(command, in);
        }
    }
}

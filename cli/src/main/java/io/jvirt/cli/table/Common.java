package io.jvirt.cli.table;

import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;

/** Options that many commands take. */
final class Common {
    static final Option DOMAIN = guest(Values.DOMAIN);
    static final Option ACTIVE = guest(Values.ACTIVE_DOMAIN);
    static final Option CONFIG = Option.flag("config", "the next start");
    static final Option LIVE = Option.flag("live", "the running guest");
    static final Option CURRENT = Option.flag("current", "the present state: running guest or next start");
    static final Option SECURITY_INFO = Option.flag("security-info", "with passwords and the like");
    static final Option XPATH = Option.named("xpath", Values.NONE, "only what this XPath expression finds");
    static final Option WRAP = Option.flag("wrap", "put what was found into one root element");
    static final Option BYPASS_CACHE = Option.flag("bypass-cache", "keep the data out of the host's page cache");
    static final Option VERBOSE = Option.flag("verbose", "show how far it is");
    static final Option RUNNING = Option.flag("running", "the guest runs after the restore, whatever it did before");
    static final Option PAUSED = Option.flag("paused", "the guest is paused after the restore, whatever it did before");
    static final Option RESET_NVRAM = Option.flag("reset-nvram", "start with the firmware's variables as they come");
    static final Option TIMESTAMP = Option.flag("timestamp", "tell when each event came");
    static final Option LOOP = Option.flag("loop", "go on until the time limit or an interrupt");
    static final Option TIMEOUT = Option.number("timeout", "stop after so many seconds");
    static final Option VALIDATE = Option.flag("validate", "refuse what the format does not know");
    static final Option ALL = Option.flag("all", "those that are active and those that are not");
    static final Option INACTIVE = Option.flag("inactive", "those that are not active");

    private Common() {}

    private static Option guest(Values values) {
        return Option.required("domain", values, "the guest's name, id or UUID");
    }

    static Option document(String what) {
        return Option.required("file", Values.FILE, "the file with the " + what + "'s document");
    }

    static Option guest(Values values, String help) {
        return Option.required("domain", values, help);
    }
}

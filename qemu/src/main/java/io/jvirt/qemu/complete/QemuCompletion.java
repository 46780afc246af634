package io.jvirt.qemu.complete;

import io.jvirt.api.JvirtException;
import io.jvirt.model.complete.CompletionOptions;
import io.jvirt.model.complete.DomainCompletion;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.domain.GraphicsListen;
import io.jvirt.model.xml.XmlException;
import io.jvirt.qemu.Documents;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the document of a QEMU guest complete, as libvirt does when a guest is defined: every default that a user sees
 * later in {@code dumpxml} is decided here, once, and stays as decided.
 */
public final class QemuCompletion {
    private QemuCompletion() { }

    /**
     * {@return the definition with everything filled in that the user left open}
     *
     * <p>A complete document comes back unchanged. No blocking; any thread.
     *
     * @throws JvirtException when the document contradicts itself (XML_ERROR) or asks for what this QEMU cannot do
     *     (CONFIG_UNSUPPORTED)
     */
    public static DomainDescription complete(DomainDescription document, CompletionContext context) {
        return complete(document, context, new CompletionOptions(true, context.newGuest(), true));
    }

    /** {@return the same for a document read in another way, such as the state of a running guest} */
    public static DomainDescription complete(DomainDescription document, CompletionContext context,
            CompletionOptions options) {
        try {
            return DomainCompletion.complete(prepare(document, context, options), new QemuRules(context), options);
        } catch (XmlException e) {
            throw Documents.translate(e);
        }
    }

    /**
     * {@return the definition with what only a new start may add: USB ports for devices of guests that were defined
     * before there were any}
     *
     * @throws JvirtException OPERATION_FAILED when the firmware that it asks for was not found
     */
    public static DomainDescription atStart(DomainDescription definition) {
        FirmwareSelection.check(definition.os());
        Draft draft = new Draft(definition);
        new UsbAddresses(draft, true).assign();
        return draft.finish();
    }

    /** Forgets what an earlier run made up, and puts USB 2 controllers before their companions. */
    private static DomainDescription prepare(DomainDescription document, CompletionContext context,
            CompletionOptions options) {
        Draft draft = new Draft(document);
        draft.controllers.replaceAll(DeviceDefaults::companion);
        List<Controller> given = new ArrayList<>(draft.controllers);
        draft.controllers.clear();
        given.forEach(draft::insert);
        String generated = context.settings().libFolder() + "/domain-";
        if (options.inactive()) {
            draft.graphics.replaceAll(g -> g instanceof Graphics.Vnc vnc ? withoutGenerated(vnc, generated) : g);
        }
        return draft.finish();
    }

    private static Graphics withoutGenerated(Graphics.Vnc vnc, String generated) {
        List<GraphicsListen> listens = vnc.listens().stream()
                .filter(l -> !(l instanceof GraphicsListen.Socket(String path) && begins(path, generated))).toList();
        return vnc.withListens(listens).withSocket(begins(vnc.socket(), generated) ? null : vnc.socket());
    }

    private static boolean begins(@Nullable String path, String prefix) {
        return path != null && path.startsWith(prefix);
    }
}

package io.jvirt.qemu.life;

import io.jvirt.model.domain.DomainDescription;
import io.jvirt.qemu.store.Layout;
import java.nio.file.Path;

/**
 * What a command line is made for.
 *
 * @param description the document, with the run's number and resolved ports
 * @param layout where things are kept
 * @param folder the run's private folder
 * @param monitor number of the listening descriptor that QEMU's monitor is to accept on
 * @param incoming whether the guest waits for a state to begin with instead of booting
 * @param cards the open files of network cards
 */
public record LaunchRequest(
        DomainDescription description, Layout layout, Path folder, int monitor, boolean incoming, CardFiles cards) {}

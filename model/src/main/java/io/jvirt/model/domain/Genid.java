package io.jvirt.model.domain;

import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Text;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The generation id that changes with each rollback of the guest's state; without a value one is made. */
@Doc("Generation id: changes whenever the guest's state goes back in time; made when empty.")
public record Genid(@Text @Doc("The id.") @Nullable UUID value) {
}

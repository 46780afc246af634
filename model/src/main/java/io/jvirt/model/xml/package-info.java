/**
 * Documents as records: a record class is the one definition of an element, and reading, writing, checking and the
 * reference page all follow it.
 *
 * <p>Rules of a definition:
 * <ul>
 *   <li>Each component has one place: {@link io.jvirt.model.xml.Attr an attribute}, {@link io.jvirt.model.xml.Child a
 *       nested element}, the element's {@link io.jvirt.model.xml.Text text}, or - {@link io.jvirt.model.xml.Inline inline}
 *       - the element itself, for parts that several elements share. The order of components is the order of the output.
 *   <li>Places may be paths ({@code @Attr("target@dev")}, {@code @Child("vcpus/vcpu")}): elements that only wrap need no
 *       record of their own. Components with the same wrapper share it; a wrapper without content is not written.
 *   <li>A component may be absent when its type is {@code @Nullable}, a list or a {@code boolean} (the element's presence),
 *       or when it has a default. All else must be given.
 *   <li>A closed set of values is an enum that implements {@link io.jvirt.model.xml.XmlEnum}; other plain values are text,
 *       numbers ({@link io.jvirt.model.xml.Range}, {@link io.jvirt.model.xml.Hex}), UUIDs, sizes with units
 *       ({@link io.jvirt.model.xml.Scaled}) and types with a static {@code parse(String)}.
 *   <li>An element whose attribute decides what it is, is a sealed interface with {@link io.jvirt.model.xml.Choice}. When
 *       the attribute is that of the surrounding element (a disk's type decides its source), the choice is inline.
 *   <li>{@link io.jvirt.model.xml.Elements} is a list of elements of different names whose order counts;
 *       {@link io.jvirt.model.xml.Custom} hands a part to a class of its own, where names come from a table.
 *   <li>Constructors refuse what types and ranges do not; an {@link java.lang.IllegalArgumentException} from one becomes
 *       an {@link io.jvirt.model.xml.XmlException} with the place in the document.
 *   <li>{@link io.jvirt.model.xml.Live} parts belong to running guests, {@link io.jvirt.model.xml.Secret} ones to callers
 *       who may see them; {@link io.jvirt.model.xml.Doc} explains.
 * </ul>
 *
 * <p>A new kind of document is a record with {@link io.jvirt.model.xml.Element}, read and written by
 * {@link io.jvirt.model.xml.Xml}; nothing is registered.
 */
package io.jvirt.model.xml;

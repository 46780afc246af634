package io.jvirt.model.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.model.device.HostInterfaceDescription;
import io.jvirt.model.device.NodeDeviceDescription;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.filter.FilterBindingDescription;
import io.jvirt.model.filter.FilterDescription;
import io.jvirt.model.secret.SecretDescription;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StorageVolumeDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules that all definitions keep, and the pages made of them. */
class DefinitionTest {
    /** A document with a page of reference. */
    private record Page(Class<?> type, String title, String subject, String file) {
    }

    private static final List<Page> PAGES = List.of(
            new Page(DomainDescription.class, "Domain XML", "a guest's", "domain-xml.md"),
            new Page(SecretDescription.class, "Secret XML", "a secret's", "secret-xml.md"),
            new Page(NodeDeviceDescription.class, "Node device XML", "a host device's", "node-device-xml.md"),
            new Page(HostInterfaceDescription.class, "Host interface XML", "a host interface's", "host-interface-xml.md"),
            new Page(FilterDescription.class, "Network filter XML", "a network filter's", "network-filter-xml.md"),
            new Page(FilterBindingDescription.class, "Filter binding XML", "a filter binding's", "filter-binding-xml.md"),
            new Page(StoragePoolDescription.class, "Storage pool XML", "a storage pool's", "storage-pool-xml.md"),
            new Page(StorageVolumeDescription.class, "Storage volume XML", "a volume's", "storage-volume-xml.md"));
    private static final String INTRODUCTION = """
            What %s document can say. Generated from the definitions in the model module; a test fails when this page is stale.

            Each section is one element, with the path that leads to it. *Part* names attributes with `@` and nested elements with `<>`;
            several elements share parts, which are described once and linked. Elements and attributes that are not listed are
            ignored, or reported when validation is asked for.""";

    @Test
    void noTwoComponentsHaveTheSamePlace() {
        for (var type : records()) {
            var places = new HashSet<String>();
            for (var property : RecordMapping.of(type).properties) {
                String path = String.join("/", property.path);
                String place = switch (property) {
                    case AttributeProperty attribute -> path + "/" + attribute.repeated + "@" + attribute.name;
                    case ChildProperty child -> path + "/" + child.name;
                    case TextProperty text -> "text";
                    case InlineProperty inline -> path + " " + inline.index;
                    case ForeignProperty foreign -> "foreign";
                    case ElementsProperty elements -> "elements";
                    case CustomProperty custom -> "custom";
                };
                assertThat(places.add(place)).as("%s: %s twice", type.getName(), place).isTrue();
            }
        }
    }

    @Test
    void listsCannotChange() {
        for (var type : Sweep.records(DomainDescription.class)) {
            var mapping = RecordMapping.of(type);
            for (var property : mapping.properties) {
                if (property.list) {
                    Object[] values = sample(mapping);
                    var mutable = new ArrayList<>();
                    values[property.index] = mutable;
                    Object record = mapping.shape.make(values);
                    assertThat(mapping.shape.get(record, property.index)).as("%s.%s", type.getName(), property.component.getName())
                            .isNotSameAs(mutable);
                }
            }
        }
    }

    /** Values that any constructor takes: absent where that is allowed, else the type's first or least value. */
    private static Object[] sample(RecordMapping mapping) {
        var values = new Object[mapping.properties.length];
        for (var property : mapping.properties) {
            values[property.index] = sample(property);
        }
        return values;
    }

    private static Object sample(Property property) {
        var type = property.component.getType();
        if (property.list) {
            return List.of();
        }
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        return type == boolean.class ? false : null;
    }

    @Test
    void everyElementIsExplained() {
        var unexplained = new ArrayList<String>();
        for (var type : records()) {
            for (var property : RecordMapping.of(type).properties) {
                boolean structure = property instanceof InlineProperty
                        || property instanceof ChildProperty child && child.scalar == null && child.valueType().isAnnotationPresent(Doc.class);
                if (!structure && !property.component.isAnnotationPresent(Doc.class)) {
                    unexplained.add(type.getName().substring(type.getPackageName().length() + 1).replace('$', '.') + "." + property.component.getName());
                }
            }
        }
        assertThat(unexplained).isEmpty();
    }

    @Test
    void thePagesOfReferenceAreUpToDate() throws IOException {
        for (var page : PAGES) {
            var file = Path.of("..", "docs", "reference", page.file);
            String text = ReferencePage.of(page.type, page.title, INTRODUCTION.formatted(page.subject));
            if (Boolean.getBoolean("jvirt.update.reference")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(file).as("run this test with -Djvirt.test.args=-Djvirt.update.reference=true and commit the page").hasContent(text);
        }
    }

    private static Set<Class<?>> records() {
        var all = new LinkedHashSet<Class<?>>();
        PAGES.forEach(page -> all.addAll(Sweep.records(page.type)));
        return all;
    }
}

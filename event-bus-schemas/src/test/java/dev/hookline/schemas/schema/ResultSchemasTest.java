package dev.hookline.schemas.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.schemas.Json;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.schemas.validation.SchemaValidator;
import dev.hookline.schemas.validation.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plugins must not answer; the examples show what they may. */
class ResultSchemasTest {

    private static final SchemaValidator VALIDATOR = new SchemaValidator();

    private static List<Violation> faults(String hook, String answer) {
        return VALIDATOR.validate(HookCatalogue.get(hook).resultSchema(), Json.json(answer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    content:beforeSave   | 'text'                                                  |
                    content:beforeSave   | []                                                      |
                    content:beforeSave   | true                                                    |
                    content:beforeDelete | 'false'                                                 |
                    content:beforeDelete | 0                                                       |
                    media:beforeUpload   | {'name': 'a.png', 'type': 'image/png'}                  |
                    media:beforeUpload   | {'name': 'a.png', 'type': 'image/png', 'size': '3'}     | /size
                    media:beforeUpload   | {'name': 'a.png', 'type': 'image/png', 'size': 1.5}     | /size
                    media:beforeUpload   | {'name': '../a.png', 'type': 'image/png', 'size': 3}    | /name
                    media:beforeUpload   | {'name': '', 'type': 'image/png', 'size': 3}            | /name
                    media:beforeUpload   | {'name': 'a.png', 'type': 'png', 'size': 3}             | /type
                    email:beforeSend     | true                                                    |
                    email:beforeSend     | 'cancel'                                                |
                    email:beforeSend     | {'to': 'a@b.c', 'subject': 'Hi'}                        |
                    email:beforeSend     | {'to': '', 'subject': 'Hi', 'text': 'Hi'}               | /to
                    email:beforeSend     | {'to': 'a@b.c', 'subject': '', 'text': 'Hi'}            | /subject
                    email:beforeSend     | {'to': 'a@b.c', 'subject': 'Hi', 'text': ''}            | /text
                    email:beforeSend     | {'to': 'a@b.c', 'subject': 'x\\ny', 'text': 'Hi'}       | /subject
                    email:beforeSend     | {'to': ['a@b.c'], 'subject': 'Hi', 'text': 'Hi'}        | /to
                    page:metadata        | '<meta>'                                                |
                    page:metadata        | {'kind': 'script'}                                      | /kind
                    page:metadata        | [{'kind': 'meta', 'name': 'author'}]                    | /0
                    page:metadata        | [{'kind': 'meta', 'name': 'a', 'content': 5}]           | /0/content
                    page:metadata        | {'kind': 'meta', 'name': 'a', 'content': 'b', 'x': 1}   |
                    page:metadata        | {'kind': 'link', 'rel': 'stylesheet', 'href': 'https://a.b/'} | /rel
                    page:metadata        | {'kind': 'link', 'rel': 'canonical', 'href': 'javascript:1'}  | /href
                    page:metadata        | {'kind': 'link', 'rel': 'canonical', 'href': '/posts'}  | /href
                    page:metadata        | {'kind': 'jsonld', 'graph': []}                         | /graph
                    page:metadata        | {'kind': 'jsonld', 'graph': ['text']}                   | /graph/0
                    page:fragments       | {'kind': 'html', 'html': '<b>'}                         |
                    page:fragments       | {'kind': 'html', 'placement': 'footer', 'html': '<b>'}  | /placement
                    page:fragments       | {'kind': 'html', 'placement': 'head', 'code': '1'}      |
                    page:fragments       | {'kind': 'external-script', 'placement': 'head', 'src': 'javascript:1'} | /src
                    page:fragments       | {'kind': 'inline-script', 'placement': 'head', 'code': '1', 'attributes': {'a b': 'c'}} | /attributes
                    page:fragments       | {'kind': 'meta', 'placement': 'head'}                   | /kind
                    table_actions        | {'href': '/', 'label': 'A'}                             |
                    table_actions        | [{'href': '/'}]                                         | /0
                    table_actions        | [{'label': 'A'}]                                        | /0
                    table_actions        | [{'href': 'javascript:1', 'label': 'A'}]                | /0/href
                    table_actions        | [{'href': '/', 'label': ''}]                            | /0/label
                    table_actions        | [{'type': 'button', 'href': '/', 'label': 'A'}]         | /0
                    table_actions        | [{'type': 'button', 'label': 'A', 'attrs': {'onclick': '1'}}] | /0/attrs
                    table_actions        | [{'type': 'menu', 'label': 'A', 'href': '/'}]           | /0/type
                    menu_links           | ['/']                                                   | /0
                    top_row              | 5                                                       |
                    top_row              | {'html': '<p>'}                                         |
                    forbidden            | 'no'                                                    |
                    forbidden            | {}                                                      |
                    forbidden            | {'response': {'status': 500}}                           | /response/status
                    forbidden            | {'response': {'status': 302, 'headers': {'Location': 'a\\r\\nSet-Cookie: b'}}} | /response/headers/Location
                    forbidden            | {'response': {'status': 302}, 'template': 'a.html'}     |
                    forbidden            | {'template': '../../etc/passwd'}                        | /template
                    magic_parameter      | {'value': 1}                                            |
                    magic_parameter      | [1]                                                     |
                    register_events      | [{'name': 'Ban User'}]                                  | /0/name
                    register_permissions | [{'abbr': 'uc'}]                                        | /0
                    register_magic_parameters | [{'prefix': 'my_prefix'}]                          | /0/prefix
                    """)
    void refuses(String hook, String answer, String place) {
        assertThat(faults(hook, answer))
                .extracting(Violation::path)
                .contains(place == null ? "" : place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    content:beforeSave   | {}
                    media:beforeUpload   | {'name': 'a.txt', 'type': 'text/plain; charset=utf-8', 'size': 0, 'etag': 'x'}
                    email:beforeSend     | {'to': 'Ada <a@b.c>', 'subject': 'Hi', 'text': 'Hi', 'html': null}
                    page:metadata        | null
                    page:metadata        | []
                    page:fragments       | null
                    query_actions        | []
                    query_actions        | [{'href': '?_sort=a', 'label': 'A', 'description': null}]
                    query_actions        | [{'type': 'button', 'label': 'A'}]
                    top_homepage         | ''
                    forbidden            | {'template': 'errors/login.html'}
                    magic_parameter      | ''
                    """)
    void accepts(String hook, String answer) {
        assertThat(faults(hook, answer)).isEmpty();
    }

    @Test
    void anythingFitsWhereTheAnswerIsIgnored() {
        for (var hook : HookCatalogue.all()) {
            if (hook.mode() == HookMode.NOTIFY || hook.mode() == HookMode.LIFECYCLE) {
                assertThat(faults(hook.name(), "{'status': 'done'}")).as(hook.name()).isEmpty();
                assertThat(faults(hook.name(), "null")).as(hook.name()).isEmpty();
            }
        }
    }

    @Test
    void refusesMoreThanAHundredContributions() {
        var items = "{'href': '/', 'label': 'A'},".repeat(100) + "{'href': '/', 'label': 'A'}";
        assertThat(faults("menu_links", "[" + items + "]"))
                .extracting(Violation::path)
                .containsExactly("");
    }
}

using System.Text.Json;
using CodeAssist.ModelHost.Grammar;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Grammar;

/// <summary>Schemas against texts: what llama.cpp itself accepts of the grammar that is made of the schema.</summary>
public sealed class JsonSchemaGrammarTests(ChatModel model) : IClassFixture<ChatModel>
{
    private const string Review =
        """
        {
          "type": "object",
          "properties": {
            "file": { "type": "string", "minLength": 1, "maxLength": 20 },
            "line": { "type": "integer", "description": "from 1" },
            "severity": { "enum": ["low", "high", 3, null] },
            "fix": { "anyOf": [{ "$ref": "#/$defs/fix" }, { "type": "null" }] }
          },
          "required": ["file", "severity"],
          "additionalProperties": false,
          "$defs": { "fix": { "type": "object", "properties": { "text": { "type": "string" } }, "required": ["text"] } }
        }
        """;

    [Theory]
    [InlineData("""{"type":"string"}""", "\"\"", "\"a\"", "\"\\\"\\n\\u00e9 é 😀\"")]
    [InlineData("""{"type":"string","minLength":2,"maxLength":3}""", "\"ab\"", "\"é😀ü\"")]
    [InlineData("""{"type":"string","maxLength":0}""", "\"\"")]
    [InlineData("""{"type":"integer"}""", "0", "-0", "-12", "999999999999999")]
    [InlineData("""{"type":"number"}""", "0", "-1.5", "1e5", "12.25E-7")]
    [InlineData("""{"type":"boolean"}""", "true", "false")]
    [InlineData("""{"type":["string","null"],"maxLength":2}""", "null", "\"ab\"")]
    [InlineData("""{"const":"a \"quoted\" \\ text\n"}""", "\"a \\\"quoted\\\" \\\\ text\\n\"")]
    [InlineData("""{"enum":["a",1,true,null],"description":"one of four"}""", "\"a\"", "1", "true", "null")]
    [InlineData("""{"type":"string","enum":["a"]}""", "\"a\"")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", "[]", "[ ]", "[1]", "[1, 2,3]", "[\n  1,\n  2\n]")]
    [InlineData("""{"type":"array","items":{"type":"boolean"},"minItems":1,"maxItems":2}""", "[true]", "[true,false]")]
    [InlineData("""{"type":"array","items":{"type":"boolean"},"minItems":2}""", "[true,false]", "[true,false,true]")]
    [InlineData("""{"type":"array","items":{"type":"boolean"},"maxItems":0}""", "[]")]
    [InlineData("""{"type":"object"}""", "{}", "{ }")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"null"},"b":{"type":"null"}}}""", "{}", """{"a":null}""", """{"b":null}""", """{ "a": null, "b": null }""")]
    [InlineData("""{"type":"object","properties":{"ö\"":{"type":"null"}},"required":["ö\""]}""", """{"ö\"":null}""")]
    [InlineData(Review, """{"file":"a","severity":"low"}""", """{"file":"a","line":3,"severity":3,"fix":{"text":"x"}}""", """{"file":"a","severity":null,"fix":null}""")]
    public void A_text_that_obeys_its_schema_is_allowed(string schema, params string[] texts) =>
        Assert.All(texts, text => Assert.True(Accepts(schema, text), text));

    [Theory]
    [InlineData("""{"type":"string"}""", "\"", "a", "1", "\"\n\"", "\"\\x\"", "\"\\ud800\"", "\"a\" \"b\"")]
    [InlineData("""{"type":"string","minLength":2,"maxLength":3}""", "\"a\"", "\"abcd\"", "\"é😀üx\"")]
    [InlineData("""{"type":"integer"}""", "01", "1.5", "1e5", "--1", "", "+1", "9999999999999999")]
    [InlineData("""{"type":"number"}""", ".5", "1.", "1e", "NaN", "1e555")]
    [InlineData("""{"enum":["a",1]}""", "\"b\"", "2", "null", "\"a\"1")]
    [InlineData("""{"type":"array","items":{"type":"boolean"},"minItems":1,"maxItems":2}""", "[]", "[true,true,true]", "[true,]", "[1]")]
    [InlineData("""{"type":"array","items":{"type":"boolean"},"maxItems":0}""", "[true]")]
    [InlineData("""{"type":"object"}""", """{"a":1}""", "[]")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"null"},"b":{"type":"null"}}}""", """{"b":null,"a":null}""", """{"a":null,"a":null}""", """{"c":null}""", """{,"a":null}""", """{"a":null,}""")]
    [InlineData(Review, "{}", """{"file":"a"}""", """{"severity":"low"}""", """{"file":"","severity":"low"}""", """{"file":"a","severity":"low","fix":{}}""", """{"file":"a","severity":"low","more":1}""")]
    public void A_text_that_does_not_obey_its_schema_is_refused(string schema, params string[] texts) =>
        Assert.All(texts, text => Assert.False(Accepts(schema, text), text));

    [Theory]
    [InlineData("{", "it is no JSON")]
    [InlineData("""{"type":"string","type":"null"}""", "it is no JSON")]
    [InlineData("true", "$ is no object")]
    [InlineData("{}", "$ does not say which type it is")]
    [InlineData("""{"minLength":1}""", "$ says 'minLength', which is not supported without a type")]
    [InlineData("""{"type":"text"}""", "$.type is 'text'")]
    [InlineData("""{"type":"string","pattern":"a+"}""", "$ says 'pattern'")]
    [InlineData("""{"type":"string","format":"date"}""", "$ says 'format'")]
    [InlineData("""{"type":"string","maxLength":5000}""", "$.maxLength is no number of 0 to 1900")]
    [InlineData("""{"type":"string","minLength":3,"maxLength":2}""", "$.minLength is greater than maxLength")]
    [InlineData("""{"type":"string","minLength":1.5}""", "$.minLength is no number")]
    [InlineData("""{"type":"integer","minimum":1}""", "$ says 'minimum'")]
    [InlineData("""{"type":"integer","maxLength":1}""", "$ says 'maxLength'")]
    [InlineData("""{"type":"array"}""", "$ does not say what its items are")]
    [InlineData("""{"type":"array","items":{"type":"null"},"uniqueItems":true}""", "$ says 'uniqueItems'")]
    [InlineData("""{"type":"object","additionalProperties":true}""", "$.additionalProperties can only be false")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"null"}}""", "$.additionalProperties can only be false")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"null"}},"required":["b"]}""", "$.required names 'b'")]
    [InlineData("""{"type":"object","properties":{"a":{"oneOf":[]}}}""", "$.properties.a says 'oneOf'")]
    [InlineData("""{"anyOf":[]}""", "$.anyOf is no list of 1 to")]
    [InlineData("""{"anyOf":[{"type":"null"}],"type":"null"}""", "$ says 'type', which is not supported beside anyOf")]
    [InlineData("""{"enum":[{}]}""", "$.enum holds more than texts")]
    [InlineData("""{"type":"string","enum":[1]}""", "$.enum holds a value of another type")]
    [InlineData("""{"$ref":"https://example.org/x"}""", "$ refers to 'https://example.org/x'")]
    [InlineData("""{"$ref":"#"}""", "$ refers to '#'")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"array","items":{"$ref":"#/$defs/a"}}}}""", "refers to '#/$defs/a' within itself")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"null","$defs":{}}}}""", "$.properties.a says '$defs'")]
    [InlineData("""{"const":"\ud800"}""", "a text in it is no Unicode")]
    public void What_a_grammar_cannot_say_is_an_error_that_names_it(string schema, string problem)
    {
        Assert.False(JsonSchemaGrammar.TryConvert(schema, out _, out var said));
        Assert.StartsWith(problem, said![said.IndexOf(problem, StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Schemas_that_would_make_huge_grammars_are_refused()
    {
        var wide = Many(0, 65, i => $"\"p{i}\":{{\"type\":\"null\"}}");
        var large = Many(1_840, 60, i => $"\"p{i}\":{{\"type\":\"string\",\"maxLength\":{i}}}");
        var chain = Many(1, 70, i => $"\"d{i}\":{{\"type\":\"array\",\"items\":{{\"$ref\":\"#/$defs/d{i - 1}\"}}}}");

        // Each is two objects that begin alike, and holds the one before it: 512 ways to read the innermost.
        var doubling = Many(1, 9, i =>
            $"\"d{i}\":{{\"anyOf\":[{{\"type\":\"object\",\"properties\":{{\"a\":{{\"$ref\":\"#/$defs/d{i - 1}\"}}}}}},"
            + $"{{\"type\":\"object\",\"properties\":{{\"a\":{{\"$ref\":\"#/$defs/d{i - 1}\"}},\"b\":{{\"type\":\"null\"}}}}}}]}}");

        Assert.Contains("65 properties", Problem($"{{\"type\":\"object\",\"properties\":{{{wide}}}}}"));
        Assert.Contains("too large", Problem($"{{\"type\":\"object\",\"properties\":{{{large}}}}}"));
        Assert.Contains("levels deep", Problem($"{{\"$ref\":\"#/$defs/d70\",\"$defs\":{{\"d0\":{{\"type\":\"null\"}},{chain}}}}}"));
        Assert.Contains("too many ways", Problem($"{{\"$ref\":\"#/$defs/d9\",\"$defs\":{{\"d0\":{{\"type\":\"null\"}},{doubling}}}}}"));
        Assert.Contains("too many ways", Problem($"{{\"type\":\"object\",\"properties\":{{{Many(1, 9, i => $"\"p{i}\":{{\"$ref\":\"#/$defs/d{i}\"}}")}}},\"$defs\":{{\"d0\":{{\"type\":\"null\"}},{doubling}}}}}"));
    }

    /// <summary>The server's tests keep the file as it asks for it.</summary>
    [Fact]
    public void The_form_in_which_a_task_calls_tools_makes_a_grammar()
    {
        var form = File.ReadAllText(Path.Combine(CodeAssist.TestSupport.RepositoryRoot.Path, "tests/CodeAssist.Server.Tests/Delegating/Golden/step-form.json"));

        Assert.True(JsonSchemaGrammar.TryConvert(form, out _, out var problem), problem);
    }

    private static string Many(int first, int count, Func<int, string> make) => string.Join(',', Enumerable.Range(first, count).Select(make));

    [Fact]
    public void A_schema_as_deep_as_JSON_may_be_is_read_or_refused_in_words()
    {
        for (var depth = 1; depth <= 70; depth += 3)
        {
            var schema = string.Concat(Enumerable.Repeat("""{"type":"array","items":""", depth)) + """{"type":"null"}""" + new string('}', depth);

            Assert.True(JsonSchemaGrammar.TryConvert(schema, out _, out var problem) || problem!.Length > 0);
        }
    }

    private static string Problem(string schema) => JsonSchemaGrammar.TryConvert(schema, out _, out var problem) ? "" : problem;

    // Byte by byte as well as in the tokenizer's own tokens: the grammar must not care how a text is cut.
    private bool Accepts(string schema, string text)
    {
        Assert.True(JsonSchemaGrammar.TryConvert(schema, out var gbnf, out var problem), problem);
        using var grammar = LlamaGrammar.TryCreate(model.Loaded.Vocabulary, gbnf);
        Assert.NotNull(grammar);
        var accepts = model.Loaded.Vocabulary.Tokenize(text).All(grammar.TryAccept) && grammar.Allows(model.Loaded.Vocabulary.EndOfText);
        Assert.True(!accepts || JsonDocument.Parse(text) is not null);
        return accepts;
    }
}

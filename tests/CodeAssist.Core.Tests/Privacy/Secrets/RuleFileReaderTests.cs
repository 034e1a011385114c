using CodeAssist.Core.Privacy.Secrets;

namespace CodeAssist.Core.Tests.Privacy.Secrets;

public sealed class RuleFileReaderTests
{
    [Fact]
    public void Reads_strings_numbers_lists_and_tables()
    {
        var tables = RuleFileReader.Read(
            """
            title = "a \"title\""
            # A comment.
            [[rules]]
            id = 'x'
            regex = '''a"b'c'''
            entropy = 3.5
            keywords = [
                "one", # the first
                '''two''',
            ]
            [[rules.allowlists]]
            regexes = ['''a]b''']
            """);

        Assert.Equal(",rules,rules.allowlists", string.Join(',', tables.Select(table => table.Name)));
        Assert.Equal("a \"title\"", tables[0].Text("title"));
        Assert.Equal("a\"b'c", tables[1].Text("regex"));
        Assert.Equal(3.5, tables[1].Number("entropy"));
        Assert.Equal(["one", "two"], tables[1].List("keywords"));
        Assert.Equal(["a]b"], tables[2].List("regexes"));
    }

    [Theory]
    [InlineData("a = 'x'\nb = true")]
    [InlineData("a = 'x'\nb")]
    [InlineData("a = 'x'\nb = 'y")]
    public void Says_at_which_line_it_stopped_understanding(string text) =>
        Assert.Contains("Line 2", Assert.Throws<FormatException>(() => RuleFileReader.Read(text)).Message, StringComparison.Ordinal);
}

using System.Text.Unicode;
using CodeAssist.ModelHost.Grammar;

namespace CodeAssist.ModelHost.Tests.Grammar;

/// <summary>What is UTF-8, one byte after another, against what .NET says of the whole.</summary>
public sealed class Utf8ProgressTests
{
    [Fact]
    public void Up_to_four_bytes_are_a_text_where_they_are_one_for_everybody()
    {
        byte[] edges = [0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5];
        var texts =
            from first in edges
            from second in edges
            from third in edges
            from fourth in edges
            from length in new[] { 1, 2, 3, 4 }
            select new[] { first, second, third, fourth }[..length];

        Assert.DoesNotContain(texts, text => Utf8.IsValid(text) != default(Utf8Progress).After(text) is { Left: 0 });
    }
}

using CodeAssist.Core.Assist;

namespace CodeAssist.Core.Tests.Assist;

public sealed class SafeMarkdownTests
{
    [Theory]
    [InlineData("![x](https://leak.example/?q=code)", @"\![x](https://leak.example/?q=code)")]
    [InlineData("a ![x][ref]", @"a \![x][ref]")]
    [InlineData("<img src=\"https://leak.example/\">", "\\<img src=\"https://leak.example/\">")]
    [InlineData("<!-- <img -->", @"\<!-- \<img -->")]
    [InlineData("</p>", @"\</p>")]
    [InlineData(@"\![x](u)", @"\![x](u)")]
    [InlineData(@"\\![x](u)", @"\\\![x](u)")]
    [InlineData("A List<int> is", @"A List\<int> is")]
    [InlineData("`![x](u)` and ![y](u)", @"`![x](u)` and \![y](u)")]
    [InlineData("``a ` <b>`` <c>", @"``a ` <b>`` \<c>")]
    [InlineData("`![x](u)", @"`\![x](u)")]
    [InlineData("[a](command:workbench.action.quit)", @"[a]\(command:workbench.action.quit)")]
    [InlineData("[a]( <vscode://x>)", @"[a]\( \<vscode://x>)")]
    [InlineData("[a](file:///etc/passwd)", @"[a]\(file:///etc/passwd)")]
    [InlineData("[a](&#99;ommand:x)", @"[a]\(&#99;ommand:x)")]
    [InlineData("[a](\ncommand:x)", "[a]\\(\ncommand:x)")]
    [InlineData("[a]: command:x", @"[a]\: command:x")]
    [InlineData("[a]:\ncommand:x", "[a]\\:\ncommand:x")]
    [InlineData("[a](https://example.org/x) [b](HTTP://example.org)", "[a](https://example.org/x) [b](HTTP://example.org)")]
    [InlineData("[a](src/Cart.cs#L3), items[0](x) and items[0]: the first", "[a](src/Cart.cs#L3), items[0](x) and items[0]: the first")]
    [InlineData("a < b and 1 <2!", "a < b and 1 <2!")]
    public void Cases_11_and_12_what_is_fetched_or_run_where_it_is_shown_becomes_letters(string text, string safe)
    {
        Assert.Equal(safe, SafeMarkdown.Of(text));
    }

    [Fact]
    public void Code_stays_as_it_is()
    {
        const string Code = "Before:\n```csharp\nvar map = new List<int>();\nif (!items[0]) { }\n```\nAfter.";

        Assert.Equal(Code, SafeMarkdown.Of(Code));
    }

    [Theory]
    [InlineData("```\ncode\n```\n![x](u)")]
    [InlineData("````\n```\n````\n![x](u)")]
    [InlineData("```\n    ```\n![x](u)")]
    [InlineData("   ```\n![x](u)")]
    [InlineData("- ```\n![x](u)")]
    [InlineData("> ```\n![x](u)")]
    [InlineData("``` `\n![x](u)")]
    public void What_may_no_longer_be_code_counts_as_none(string text)
    {
        Assert.EndsWith(@"\![x](u)", SafeMarkdown.Of(text), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_comes_letter_by_letter_is_the_same()
    {
        const string Text = "One ![x](u) and <b>\n```\n<i>\n```\n`<c>` <d>";
        var safe = new SafeMarkdown();

        Assert.Equal(SafeMarkdown.Of(Text), string.Concat(Text.Select(letter => safe.Add(letter.ToString()))) + safe.End());
    }

    [Fact]
    public void Control_characters_and_marks_that_turn_the_writing_are_left_out()
    {
        Assert.Equal("a[31mb\tcd", SafeMarkdown.Of("a\u001b[31mb\tc\u202ed\u0007\r"));
    }
}

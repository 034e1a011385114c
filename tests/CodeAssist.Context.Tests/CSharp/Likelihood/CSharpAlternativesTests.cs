using CodeAssist.Context.CSharp.Likelihood;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Tests.CSharp.Likelihood;

/// <summary>What a line of C# could have said and would still compile, as far as its own file tells.</summary>
public sealed class CSharpAlternativesTests
{
    private const string Before =
        """
        class Box
        {
            private int _left, _right;
            private string _name = "";
            public bool IsOpen { get; set; }
            void Set(int width, int height, string text, List<int> list, bool isDone)
            {
                var count = 0;
                string other = text;

        """;

    [Theory]
    [InlineData("_left = width;", "Variable: _left = height;")]
    [InlineData("_left = width;", "Variable: _right = width;")]
    [InlineData("_left = width;", "Variable: _left = count;")]
    [InlineData("this._left = width;", "Variable: this._right = width;")]
    [InlineData("Log(text);", "Variable: Log(_name);")]
    [InlineData("Draw(width, height);", "Arguments: Draw(height, width);")]
    [InlineData("Draw(box.Top, box.Left);", "Arguments: Draw(box.Left, box.Top);")]
    [InlineData("if (width < height) { }", "Comparison: if (width > height) { }")]
    [InlineData("if (width < height) { }", "OffByOne: if (width <= height) { }")]
    [InlineData("if (text == other) { }", "Negation: if (text != other) { }")]
    [InlineData("if (isDone) { }", "Negation: if (!isDone) { }")]
    [InlineData("if (!isDone) { }", "Negation: if (isDone) { }")]
    [InlineData("if (list.Contains(width)) { }", "Negation: if (!list.Contains(width)) { }")]
    [InlineData("if (isDone && IsOpen) { }", "Operator: if (isDone || IsOpen) { }")]
    [InlineData("count = width + height;", "Operator: count = width - height;")]
    [InlineData("count += width;", "Operator: count -= width;")]
    [InlineData("count++;", "Operator: count--;")]
    [InlineData("Log(list[list.Count]);", "OffByOne: Log(list[list.Count - 1]);")]
    [InlineData("Log(list[list.Count - 1]);", "OffByOne: Log(list[list.Count]);")]
    [InlineData("count = width - 1;", "OffByOne: count = width;")]
    [InlineData("Take(1);", "OffByOne: Take(0);")]
    [InlineData("Take(0);", "Literal: Take(2);")]
    [InlineData("Open(true);", "Literal: Open(false);")]
    public void A_line_could_have_said(string line, string expected) => Assert.Contains(expected, Of(line), StringComparer.Ordinal);

    [Theory]
    [InlineData("_left = width;", "text")]
    [InlineData("Draw(width, text);", "Arguments")]
    [InlineData("Log(text + other);", "Operator")]
    [InlineData("Log(\"a\" + count);", "Operator")]
    [InlineData("Log(\"a < b\"); // a < b", "Comparison")]
    [InlineData("width.ToString();", "Variable: width.ToString")]
    [InlineData("Set(width: 1);", "height: 1")]
    [InlineData("Log(width); int later = 1;", "Log(later)")]
    public void A_line_could_not_have_said(string line, string unexpected) =>
        Assert.DoesNotContain(Of(line), other => other.Contains(unexpected, StringComparison.Ordinal) && !string.Equals(other, line, StringComparison.Ordinal));

    [Fact]
    public void A_name_left_over_from_the_copied_line_is_seen() =>
        Assert.Contains("CopiedName: copy.Width = box.Width;", Of("copy.Height = box.Height;\n        copy.Width = box.Height;"), StringComparer.Ordinal);

    [Fact]
    public void A_line_that_does_not_parse_has_no_alternatives() => Assert.Empty(Of("if (width < < { }"));

    [Fact]
    public void No_alternative_is_what_stands_there_already_and_no_two_are_alike()
    {
        const string line = "if (width < height && list.Count > 1) { count = width + 1; }";
        var others = Of(line);

        Assert.DoesNotContain(others, other => other.EndsWith(": " + line, StringComparison.Ordinal));
        Assert.Equal(others.Count, others.Distinct(StringComparer.Ordinal).Count());
    }

    // The last line of what is written is meant.
    private static IReadOnlyList<string> Of(string written)
    {
        var text = $"{Before}        {written}\n    }}\n}}\n";
        var document = DocumentSnapshot.Open("Box.cs", "csharp", 0, text);
        var line = Before.Count(letter => letter == '\n') + written.Count(letter => letter == '\n');

        return [.. new CSharpAlternatives().Of(document, line, TestContext.Current.CancellationToken).Select(other =>
        {
            var changed = string.Concat(text.AsSpan(0, other.Place.Start), other.Text, text.AsSpan(other.Place.End));
            return $"{other.Kind}: {changed.Split('\n')[line].Trim()}";
        })];
    }
}

using CodeAssist.Server.CommandLine;

namespace CodeAssist.Server.Tests.CommandLine;

public sealed class CompletePositionTests
{
    [Theory]
    [InlineData("a.cs:12:8", "/somewhere/a.cs", 12, 8)]
    [InlineData("/x/a b.cs:1:1", "/x/a b.cs", 1, 1)]
    [InlineData("../odd:name.cs:3:4", "/odd:name.cs", 3, 4)]
    public void A_place_is_a_path_a_line_and_a_column(string text, string file, int line, int column)
    {
        Assert.True(CompletePosition.TryParse(text, "/somewhere", out var position));
        Assert.Equal(new CompletePosition(file, line, column), position);
    }

    [Theory]
    [InlineData("a.cs")]
    [InlineData("a.cs:12")]
    [InlineData("a.cs:0:1")]
    [InlineData("a.cs:1:0")]
    [InlineData("a.cs:-1:1")]
    [InlineData("a.cs:one:two")]
    [InlineData("a.cs:99999999999:1")]
    [InlineData(":1:1")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) => Assert.False(CompletePosition.TryParse(text, "/somewhere", out _));
}

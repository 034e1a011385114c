using CodeAssist.Server.Features.InlineCompletion;

namespace CodeAssist.Server.Tests.Features.InlineCompletion;

public sealed class AcceptancesTests
{
    private const string Document = "file:///work/Shelf.cs";

    private readonly Acceptances _acceptances = new();

    [Fact]
    public void The_editors_command_counts_as_a_whole_suggestion()
    {
        var id = _acceptances.Offered(Document, ["Add(item);"]);

        _acceptances.Inserted(Document, "Add(item);");
        _acceptances.Accepted(id);

        Assert.Equal((1, 0), (_acceptances.Whole, _acceptances.Parts));
    }

    [Fact]
    public void Words_that_are_taken_one_after_another_are_parts()
    {
        _acceptances.Offered(Document, ["Add(item, shelf);", "Append(item);"]);

        _acceptances.Inserted(Document, "Add");
        _acceptances.Inserted(Document, "(item");

        Assert.Equal((0, 2), (_acceptances.Whole, _acceptances.Parts));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("Remove(")]
    [InlineData("")]
    public void What_was_typed_or_pasted_is_no_part(string text)
    {
        _acceptances.Offered(Document, ["Add(item);"]);

        _acceptances.Inserted(Document, text);

        Assert.Equal(0, _acceptances.Parts);
    }

    [Fact]
    public void What_went_another_way_than_the_suggestion_ends_it()
    {
        _acceptances.Offered(Document, ["Add(item);"]);

        _acceptances.Inserted(Document, "x");
        _acceptances.Inserted(Document, "Add");

        Assert.Equal(0, _acceptances.Parts);
    }

    [Fact]
    public void A_change_of_another_document_is_nobodys_part()
    {
        _acceptances.Offered(Document, ["Add(item);"]);

        _acceptances.Inserted("file:///work/Other.cs", "Add");

        Assert.Equal(0, _acceptances.Parts);
    }
}

using CodeAssist.Server.Features.InlineCompletion;

namespace CodeAssist.Server.Tests.Features.InlineCompletion;

public sealed class AcceptancesTests
{
    private const string Document = "file:///somewhere/Shelf.cs";

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

        _acceptances.Inserted("file:///somewhere/Other.cs", "Add");

        Assert.Equal(0, _acceptances.Parts);
    }

    [Fact]
    public void Behaviour_20_parts_that_the_editor_tells_of_are_counted_once()
    {
        var id = _acceptances.Offered(Document, ["Add(item, shelf);"]);

        _acceptances.Inserted(Document, "Add");
        _acceptances.PartlyAccepted(id, "Add(item, shelf);", 3);
        _acceptances.Inserted(Document, "(item");
        _acceptances.PartlyAccepted(id, "Add(item, shelf);", 8);
        _acceptances.PartlyAccepted(id, "Add(item, shelf);", 8);

        Assert.Equal(2, _acceptances.Parts);
    }

    [Theory]
    [InlineData("a😀b", 2, 1)]
    [InlineData("a😀b", 3, 1)]
    [InlineData("a\r\nb", 2, 1)]
    [InlineData("😀", 1, 0)]
    [InlineData("ab", -5, 0)]
    [InlineData("ab", int.MaxValue, 1)]
    public void Behaviour_20_lengths_are_UTF_16_and_split_no_character(string text, int length, int parts)
    {
        var id = _acceptances.Offered(Document, [text]);

        _acceptances.PartlyAccepted(id, text, length);

        Assert.Equal(parts, _acceptances.Parts);
    }

    [Fact]
    public void Behaviour_20_a_suggestion_is_shown_once_however_often_the_editor_says_so()
    {
        var id = _acceptances.Offered(Document, ["Add(item);"]);

        _acceptances.Show(id);
        _acceptances.Show(id);

        Assert.Equal(1, _acceptances.Shown);
    }

    [Fact]
    public void Behaviour_20_parts_of_what_is_no_longer_on_the_screen_do_not_count()
    {
        var old = _acceptances.Offered(Document, ["Add(item);"]);
        _acceptances.Offered(Document, ["Remove(item);"]);

        _acceptances.PartlyAccepted(old, "Add(item);", 3);

        Assert.Equal(0, _acceptances.Parts);
    }
}

using CodeAssist.Core.Completion.Keeping;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Completion.Keeping;

/// <summary>Behaviour 25: how many of the accepted characters are kept.</summary>
public sealed class AcceptedTextTests
{
    private const string Accepted = "Total(items);";

    [Fact]
    public void Behaviour_25_what_nobody_touches_is_kept()
    {
        Assert.Equal((13, 13), Kept());
    }

    [Fact]
    public void Behaviour_25_edits_around_it_take_nothing_away()
    {
        Assert.Equal((13, 13), Kept(new DocumentEdit(0, 0, "// first\n"), new DocumentEdit(9, 3, "int"), new DocumentEdit("// first\nint sum = Total(items);".Length, 0, " // last")));
    }

    [Fact]
    public void Behaviour_25_a_name_that_is_changed_within_it_is_lost_and_the_rest_is_kept()
    {
        Assert.Equal((13, 8), Kept(new DocumentEdit(10, 5, "Sum")));
    }

    [Fact]
    public void Behaviour_25_what_is_deleted_is_lost()
    {
        Assert.Equal((13, 0), Kept(new DocumentEdit(10, 13, "")));
        Assert.Equal((13, 0), Kept(new DocumentEdit(0, 23, "")));
    }

    [Fact]
    public void Behaviour_25_white_space_counts_for_nothing()
    {
        Assert.Equal((13, 13), Kept(new DocumentEdit(16, 0, "\n        "), new DocumentEdit(0, 0, "    ")));
    }

    [Fact]
    public void Behaviour_25_a_formatter_that_replaces_the_whole_text_takes_nothing_away()
    {
        Assert.Equal((13, 13), Kept(new DocumentEdit(0, 24, "int sum =\n    Total(items);\n")));
    }

    // The suggestion stands in a line of its own; edits follow.
    private static (int Characters, int Kept) Kept(params DocumentEdit[] edits)
    {
        var document = "var sum = " + Accepted + "\n";
        var accepted = new AcceptedText(Accepted, "var sum = ".Length);
        foreach (var edit in edits)
        {
            document = document.Remove(edit.Offset, edit.Removed).Insert(edit.Offset, edit.Inserted);
            accepted.Follow(edit);
        }

        return (accepted.Characters, accepted.Kept(document));
    }
}

using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Core.Tests.Review.Changes;

public sealed class UnitSplitterTests
{
    [Fact]
    public void A_change_comes_with_the_member_around_it()
    {
        var unit = Assert.Single(Split(Lines(40), [Member("A", 2, 12), Member("B", 13, 30)], (15, 16), (25, 26)));

        Assert.Equal(new LineSpan(13, 30), unit.Lines);
        Assert.Equal([new LineSpan(15, 16), new LineSpan(25, 26)], unit.Changed);
        Assert.Equal("B", unit.Symbol);
    }

    [Fact]
    public void Outside_of_members_some_lines_come_along()
    {
        var unit = Assert.Single(Split(Lines(40), [], (20, 21)));

        Assert.Equal(new LineSpan(10, 23), unit.Lines);
        Assert.Null(unit.Symbol);
    }

    [Fact]
    public void The_head_of_a_type_is_outside_of_its_members()
    {
        var unit = Assert.Single(Split(Lines(40), [Member("T", 5, 40) with { IsContainer = true }, Member("T.A", 8, 20), Member("T.B", 21, 39)], (5, 6)));

        Assert.Equal(new LineSpan(0, 8), unit.Lines);
        Assert.Equal("T", unit.Symbol);
    }

    [Fact]
    public void A_short_member_is_shown_with_the_lines_around_it()
    {
        var unit = Assert.Single(Split(Lines(40), [Member("T", 0, 40) with { IsContainer = true }, Member("T._field", 20, 21)], (20, 21)));

        Assert.Equal(new LineSpan(10, 23), unit.Lines);
        Assert.Equal("T._field", unit.Symbol);
    }

    [Fact]
    public void One_change_over_several_members_stays_together()
    {
        var unit = Assert.Single(Split(Lines(40), [Member("T", 0, 40) with { IsContainer = true }, Member("T.A", 1, 10), Member("T.B", 11, 20)], (1, 20)));

        Assert.Equal(new LineSpan(1, 20), unit.Lines);
        Assert.Equal("T", unit.Symbol);
    }

    [Fact]
    public void Changes_in_two_members_are_two_units() =>
        Assert.Equal(["A", "B"], Split(Lines(40), [Member("A", 1, 10), Member("B", 11, 20)], (8, 9), (12, 13)).Select(unit => unit.Symbol), StringComparer.Ordinal);

    [Fact]
    public void Lines_that_were_taken_out_belong_to_the_member_they_were_in()
    {
        var unit = Assert.Single(Split(Lines(40), [Member("A", 1, 10), Member("B", 11, 20)], (9, 9)));

        Assert.Equal("A", unit.Symbol);
        Assert.Equal([new LineSpan(9, 9)], unit.Changed);
    }

    [Fact]
    public void Lines_that_were_taken_out_at_the_end_belong_to_the_last_line() =>
        Assert.Equal(new LineSpan(0, 3), Assert.Single(Split("a\nb\nc", [], (3, 3))).Lines);

    [Fact]
    public void A_text_that_became_empty_is_one_unit() => Assert.Equal(new LineSpan(0, 1), Assert.Single(Split("", [], (0, 0))).Lines);

    [Fact]
    public void A_long_member_is_cut_at_blank_lines_and_brings_its_head()
    {
        var text = string.Concat(Enumerable.Range(0, 600).Select(line => line % 10 == 9 ? "\n" : new string('x', 50) + "\n"));
        var units = Split(text, [Member("Long", 0, 600)], (0, 600));

        Assert.InRange(units.Count, 3, 5);
        Assert.All(units.Take(units.Count - 1), unit => Assert.Equal(9, (unit.Lines.End - 1) % 10));
        Assert.All(units, unit => Assert.Equal("Long", unit.Symbol));
        Assert.Equal([[], ["void Long()"]], units.Take(2).Select(unit => unit.Signatures.Select(used => used.Signature)));
    }

    [Fact]
    public void Distant_changes_in_a_long_member_are_units_of_their_own() =>
        Assert.Equal(
            [new LineSpan(90, 103), new LineSpan(490, 503)],
            Split(string.Concat(Enumerable.Repeat(new string('x', 50) + "\n", 600)), [Member("Long", 0, 600)], (100, 101), (500, 501)).Select(unit => unit.Lines));

    [Fact]
    public void The_heads_of_the_members_that_changed_lines_speak_of_come_along()
    {
        var text = "Total(cart);\n" + Lines(30);
        var unit = Assert.Single(Split(
            text,
            [
                Member("Shop.Cart<T>.Total<U>(Cart, Func<int[], string>)", 20, 22), Member("Shop.Totals", 22, 24), Member("Shop.cart", 24, 25),
                Member("Shop.Cart", 25, 30),
            ],
            (0, 1)));

        Assert.Equal(["void Shop.Cart<T>.Total<U>(Cart, Func<int[], string>)()", "void Shop.cart()"], unit.Signatures.Select(used => used.Signature), StringComparer.Ordinal);
    }

    [Fact]
    public void A_file_without_content_has_no_units() =>
        Assert.Empty(UnitSplitter.Split(new ChangedFile { Path = "a", Kind = ChangeKind.Deleted }, []));

    /// <summary>Random members, nested and overlapping in any way, and random changes.</summary>
    [Fact]
    public void Units_cover_every_changed_line_once_in_order_and_are_short_enough()
    {
        var random = new Random(8);
        for (var round = 0; round < 2000; round++)
        {
            var count = random.Next(1, 400);
            var text = string.Concat(Enumerable.Range(0, count).Select(_ => new string('x', random.Next(4) == 0 ? 0 : random.Next(random.Next(1, 300))) + "\n"));
            var members = Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(count)).Order()
                .Select((start, index) => Member($"M{index}", start, Math.Min(count, start + random.Next(1, 1 + random.Next(1, 200)))) with { IsContainer = random.Next(3) == 0 }).ToArray();
            List<(int Start, int End)> changed = [];
            for (var line = random.Next(0, 30); line <= count; line += 1 + random.Next(1 + random.Next(100)))
            {
                var end = Math.Min(count, line + random.Next(random.Next(1, 120)));
                changed.Add((line, end));
                line = end;
            }

            var units = Split(text, members, [.. changed]);

            Assert.All(units.Zip(units.Skip(1)), pair => Assert.True(pair.First.Lines.End <= pair.Second.Lines.Start));
            var expected = changed.SelectMany(span => Enumerable.Range(span.Start, span.End - span.Start));
            Assert.Equal(expected, units.SelectMany(unit => unit.Changed).SelectMany(span => Enumerable.Range(span.Start, span.Count)));
            Assert.Equal(changed.Count(span => span.Start == span.End), units.SelectMany(unit => unit.Changed).Count(span => span.IsEmpty));
            Assert.All(units, unit =>
            {
                Assert.NotEmpty(unit.Changed);
                Assert.All(unit.Changed, span => Assert.True(unit.Lines.Start <= span.Start && span.End <= unit.Lines.End));
                Assert.True(unit.Lines.Count == 1 || Length(text, unit.Lines) <= UnitSplitter.MostCharacters);
            });
        }
    }

    private static IReadOnlyList<ReviewUnit> Split(string text, CodeMember[] members, params (int Start, int End)[] changed)
    {
        var file = Example.File("a.cs", text) with { Hunks = [.. changed.Select(span => new Hunk(default, new LineSpan(span.Start, span.End)))] };
        return UnitSplitter.Split(file, members);
    }

    private static CodeMember Member(string symbol, int start, int end) => new(symbol, new LineSpan(start, end), $"void {symbol}()");

    private static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(line => $"line {line}\n"));

    private static int Length(string text, LineSpan lines) =>
        text.Split('\n')[lines.Start..lines.End].Where(line => line.Length > 0).Sum(line => line.Length + 1);
}

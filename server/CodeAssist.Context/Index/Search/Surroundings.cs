using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Search;

/// <summary>What is around the caret, to be compared with what is around the places that resemble it.</summary>
internal sealed class Surroundings
{
    private readonly CaretContext _caret;
    private readonly NamesNearby _names;
    private readonly FileWords _file;

    /// <param name="content">What is indexed.</param>
    /// <param name="symbols">Of all texts.</param>
    /// <param name="caret">Where something is to be written.</param>
    /// <param name="path">Of the caret's file.</param>
    /// <param name="offset">Of the caret.</param>
    public Surroundings(IndexContent content, SymbolTable symbols, CaretContext caret, string path, int offset)
    {
        _caret = caret;
        _names = new NamesNearby(caret, content.Open.FirstOrDefault(document => string.Equals(document.Path, path, StringComparison.Ordinal)), offset, symbols);
        _file = new FileWords(path);
    }

    public NameUse Use(Candidate candidate) => _names.Use(candidate.Symbols);

    public Likeness Likeness(Candidate candidate)
    {
        var likeness = default(Likeness);
        for (var index = 0; index < candidate.Places.Count; index++)
        {
            var place = candidate.Places[index];
            likeness = new Likeness(
                Math.Max(likeness.NamesBefore, _names.ShareBefore(place.Text, place.Position)),
                Math.Max(likeness.FileName, _file.Likeness(place.Origin.Path)),
                likeness.SetAlike + (LineSetting.At(place.Text.Symbols, place.Text.Layout, place.Position) == _caret.Setting ? 1 : 0),
                likeness.Files + (IsFirstOfFile(candidate.Places, index) ? 1 : 0));
        }

        return likeness;
    }

    private static bool IsFirstOfFile(List<Place> places, int index)
    {
        var first = 0;
        while (!string.Equals(places[first].Origin.Path, places[index].Origin.Path, StringComparison.Ordinal))
        {
            first++;
        }

        return first == index;
    }
}

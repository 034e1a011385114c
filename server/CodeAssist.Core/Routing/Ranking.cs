namespace CodeAssist.Core.Routing;

/// <summary>Who comes first of those who could do a task and may.</summary>
internal static class Ranking
{
    /// <summary>
    /// The closest tier; what the user prefers; fewer questions; of each provider the models in the catalogue's order; the cheaper; by name.
    /// </summary>
    /// <param name="candidates">Those of one provider in the catalogue's order.</param>
    /// <param name="task">The task.</param>
    /// <param name="rules">What the user set.</param>
    public static IEnumerable<Candidate> Order(IEnumerable<Candidate> candidates, RoutedTask task, RoutingRules rules) =>
        candidates
            .GroupBy(candidate => candidate.Model.Card.Provider, StringComparer.Ordinal)
            .SelectMany(provider => provider.Select((candidate, place) => (Candidate: candidate, Place: place)))
            .OrderBy(entry => entry.Candidate.Model.Tier)
            .ThenBy(entry => Preference(entry.Candidate.Model, rules))
            .ThenBy(entry => entry.Candidate.Plan.Parts)
            .ThenBy(entry => entry.Place)
            .ThenBy(entry => entry.Candidate.Model.MostDollars(task, entry.Candidate.Plan))
            .ThenBy(entry => entry.Candidate.Model.Id, StringComparer.Ordinal)
            .Select(entry => entry.Candidate);

    private static int Preference(RoutableModel model, RoutingRules rules)
    {
        for (var index = 0; index < rules.Preferred.Count; index++)
        {
            if (string.Equals(rules.Preferred[index], model.Id, StringComparison.Ordinal))
            {
                return index;
            }
        }

        return int.MaxValue;
    }
}

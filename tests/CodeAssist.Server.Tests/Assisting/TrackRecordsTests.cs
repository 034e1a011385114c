using CodeAssist.Core.Routing;
using CodeAssist.Server.Assisting;

namespace CodeAssist.Server.Tests.Assisting;

public sealed class TrackRecordsTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("codeassist-track-");

    [Fact]
    public void What_answers_were_worth_outlives_the_process_and_counts_for_this_model_and_kind_alone()
    {
        var model = ScriptedModels.Local();
        var records = new TrackRecords(_data.FullName, TimeProvider.System);
        for (var answer = 0; answer < TrackRecord.Fewest; answer++)
        {
            records.Add(model, TaskKind.Fix, held: answer % 4 == 0);
        }

        var rated = new TrackRecords(_data.FullName, TimeProvider.System).Rated(model);

        Assert.Equal(0.25, Assert.Single(rated.SuccessRates, rate => rate.Key is TaskKind.Fix).Value);
        Assert.Single(rated.SuccessRates);
        Assert.Empty(records.Rated(ScriptedModels.Closed()).SuccessRates);
    }

    public void Dispose() => _data.Delete(recursive: true);
}

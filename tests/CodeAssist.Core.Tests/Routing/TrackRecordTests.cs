using CodeAssist.Core.Routing;

namespace CodeAssist.Core.Tests.Routing;

public sealed class TrackRecordTests
{
    [Fact]
    public void A_few_answers_say_nothing()
    {
        var record = new TrackRecord();
        for (var answer = 1; answer < TrackRecord.Fewest; answer++)
        {
            record.Add(held: false);
        }

        Assert.Null(record.Rate);
        record.Add(held: false);
        Assert.Equal(0, record.Rate);
    }

    [Fact]
    public void What_a_model_did_long_ago_is_forgotten()
    {
        var record = new TrackRecord();
        Add(record, TrackRecord.Last, held: false);
        Add(record, TrackRecord.Last * 3 / 4, held: true);

        Assert.Equal(0.75, record.Rate);
    }

    private static void Add(TrackRecord record, int count, bool held)
    {
        for (var answer = 0; answer < count; answer++)
        {
            record.Add(held);
        }
    }
}

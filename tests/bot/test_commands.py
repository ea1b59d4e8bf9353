"""`campaign-bot check` and `forget` as real processes."""

import signal

from tests.bot.processes import OPERATOR, Bot, World, no_database, said


async def test_check_exits_with_0_when_all_is_well(bot: Bot) -> None:
    code, out, lines = await bot.plays("check")

    assert (code, lines) == (0, [])
    assert {line[:4] for line in out.splitlines()} == {"ok  "}
    assert "@campaign_test_bot" in out
    assert "2 numbers, 1 of them connected" in out


async def test_check_exits_with_1_and_says_what_to_mend(bot: Bot, world: World) -> None:
    world.instances = 403
    code, out, _ = await bot.plays(
        "check", TELEGRAM_BOT_TOKEN="654321:" + "B" * 35, DATABASE_URL=no_database(bot.folder)
    )

    assert code == 1
    assert [line.split()[1] for line in out.splitlines() if line.startswith("BAD")] == [
        "TELEGRAM_BOT_TOKEN:",
        "MSGFLASH_API_KEY:",
        "DATABASE_URL:",
    ]


async def test_a_person_is_forgotten_by_their_id(bot: Bot, world: World) -> None:
    world.updates = [said("/start")]
    process = await bot.begins("run")
    await world.has_seen("sendMessage")
    process.send_signal(signal.SIGTERM)
    await bot.ends(process)

    code, out, lines = await bot.plays("forget", str(OPERATOR))
    again = await bot.plays("forget", str(OPERATOR))

    assert (code, lines) == (0, [])
    assert f"User {OPERATOR} is forgotten: 2 rows" in out
    assert "still among OPERATOR_IDS" in out
    assert ": 0 rows" in again[1]


async def test_nobody_is_forgotten_where_there_isno_database(bot: Bot) -> None:
    code, _, lines = await bot.plays("forget", "7")

    assert (code, [line.split()[0] for line in lines]) == (1, ["forget:"])
    assert (await bot.plays("forget", "Awa"))[0] == 2

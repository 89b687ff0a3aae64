-- Do new users get through the onboarding? $1 from (included), $2 to (not included).
WITH steps AS (
    SELECT user_id,
           min(ts) FILTER (type = 'OnboardingOpened') AS opened,
           count(*) FILTER (type = 'OnboardingItemChecked') AS items_checked,
           min(ts) FILTER (type = 'OnboardingCompleted') AS completed,
           min(ts) FILTER (type = 'OnboardingSkipped') AS skipped
    FROM carto.events_by_day
    WHERE type IN ('OnboardingOpened', 'OnboardingItemChecked', 'OnboardingCompleted', 'OnboardingSkipped')
      AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND lower(user_id) <> 'public'
    GROUP BY user_id
)
SELECT user_id, email, opened, items_checked, completed, skipped
FROM steps LEFT JOIN carto.people USING (user_id)
ORDER BY user_id
